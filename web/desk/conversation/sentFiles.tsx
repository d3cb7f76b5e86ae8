import { Link } from '@fluentui/react-components';
import { useState } from 'react';
import type { SentFile } from '../../../src/handoff/desk/deskApi.js';
import { Icon } from '../icon.js';
import { fileUrl } from '../server/deskServer.js';

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
      {files.map((file) => (
        <li key={file.fileId}>
          <OneFile file={file} url={fileUrl(caseId, file.fileId)} />
        </li>
      ))}
    </ul>
  );
}

/** What browsers show as a picture, and nothing that can hold a script. */
const picture = /\.(?:png|jpe?g|gif|webp)$/i;

/** Whether a file is a picture only its bytes tell, which the server looks at: it sends no other file to be shown. */
function OneFile({ file: { name }, url }: { readonly file: SentFile; readonly url: string }) {
  const [shown, setShown] = useState(picture.test(name));
  return shown ? (
    <a href={url} target="_blank" rel="noopener noreferrer">
      <img className="files__picture" src={url} alt={name} loading="lazy" onError={() => setShown(false)} />
    </a>
  ) : (
    <Link className="files__link" href={url} download={name}>
      <Icon name="file" />
      <span dir="auto">{name}</span>
    </Link>
  );
}
