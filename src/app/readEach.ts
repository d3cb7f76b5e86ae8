import { DataError } from '../base/dataError.js';
import type { TextFile } from './knowledgeFiles.js';

/** Reads every file, and only then throws one DataError with the problems of all. */
export function readEach<Content>(
  files: readonly TextFile[],
  read: (file: TextFile) => Content,
): readonly Content[] {
  const failures: DataError[] = [];
  const contents = files.flatMap((file) => {
    try {
      return [read(file)];
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      failures.push(error);
      return [];
    }
  });
  const [first] = failures;
  if (first === undefined) return contents;
  throw new DataError(
    first.code,
    failures.flatMap(({ problems }) => problems),
    first.mend,
  );
}
