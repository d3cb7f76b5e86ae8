import { Link } from '@fluentui/react-components';
import type { SentFile } from '../../../src/handoff/desk/deskApi.js';
import { Icon } from '../icon.js';
import { fileUrl } from '../server/deskServer.js';

/** What browsers show as a picture, and nothing that can hold a script. */
const pictures: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** Pictures are shown, other files are there to be saved; both come from our own server alone. */
export function SentFiles({
  caseId,
  files,
}: {
  readonly caseId: string;
  readonly files: readonly SentFile[];
}) {
  if (files.length === 0) return null;
  return (
    <ul className="files">
      {files.map(({ fileId, name, contentType }) => (
        <li key={fileId}>
          {pictures.has(contentType) ? (
            <a href={fileUrl(caseId, fileId)} target="_blank" rel="noopener noreferrer">
              <img className="files__picture" src={fileUrl(caseId, fileId)} alt={name} loading="lazy" />
            </a>
          ) : (
            <Link className="files__link" href={fileUrl(caseId, fileId)} download={name}>
              <Icon name="file" />
              <span dir="auto">{name}</span>
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
