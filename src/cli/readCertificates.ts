import type { Certificate } from '../certificates/certificate.js';
import { readCertificateFile } from '../certificates/readCertificateFile.js';
import type { ContainerProblem, ContainerReading } from '../certificates/readContainer.js';
import type { CliIo } from './cliIo.js';
import { readBytes } from './readOptions.js';
import { inputError, usageError } from './usageError.js';

export type Certificates = readonly [Certificate, ...Certificate[]];

/** Asks for the password of a .pfx once, and only if the file does not open without one. */
export type AskPassword = (file: string) => Promise<string>;

/**
 * The certificates of a file, the server's own first. Containers bring node-forge with them, so their readers are
 * loaded only here. Throws CodedError `input-unreadable`, or `usage` when a password is needed and none can be had.
 */
export async function readCertificates(file: string, askPassword: AskPassword): Promise<Certificates> {
  const reading = readCertificateFile(await readBytes(file));
  if (reading.ok) return reading.certificates;
  if (reading.problem !== 'container')
    throw inputError(`${file}: ${reading.because}`, 'Give a .cer, .crt, .pem, .der, .p7b or .pfx file.');
  const { readPkcs7File, readPkcs12File } = await import('../certificates/readContainer.js');
  if (reading.kind === 'pkcs7') return certificatesOf(file, readPkcs7File(reading.bytes));
  const open = readPkcs12File(reading.bytes, '');
  if (open.ok || open.problem !== 'wrong-password') return certificatesOf(file, open);
  return certificatesOf(file, readPkcs12File(reading.bytes, await askPassword(file)));
}

function certificatesOf(file: string, reading: ContainerReading): Certificates {
  if (reading.ok) return reading.certificates;
  const [what, mend] = containerProblems[reading.problem];
  throw inputError(`${file}: ${what}`, mend);
}

const whole = 'Export it again, or give the certificate as .cer or .pem.';

const containerProblems: { readonly [problem in ContainerProblem]: readonly [what: string, mend: string] } = {
  'too-large': ['the container is too large or too deeply nested', whole],
  malformed: ['the container is cut off or damaged', whole],
  'not-pkcs7': ['the container holds no signed data', whole],
  'no-certificate': ['there is no certificate in it', whole],
  'malformed-certificate': ['a certificate in it cannot be read', whole],
  'wrong-password': ['the password does not open it', 'Type it again; upper and lower case count.'],
  unsupported: ['it is encrypted in a way that is not supported', 'Export it again with AES256-SHA256.'],
  'too-costly': [
    'opening it asks for an absurd amount of work',
    'Export it again with a lower iteration count.',
  ],
};

/** The password from `--password-file`, else typed at the terminal. Never from an argument, which others can list. */
export function passwordSource(passwordFile: string | null, io: CliIo): AskPassword {
  return async (file) => {
    if (passwordFile !== null) return firstLine(await readBytes(passwordFile));
    const typed = (await io.askPassword?.(`Password of ${file}: `)) ?? null;
    if (typed !== null) return typed;
    throw usageError(
      `${file} is protected by a password, and there is no terminal to ask for it`,
      'Write the password into a file that only you can read, and give --password-file FILE.',
    );
  };
}

/** Editors add a line end, and PowerShell a byte order mark or UTF-16. */
function firstLine(bytes: Buffer): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = bytes.toString(utf16 ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '');
  return text.split(/\r\n|\r|\n/)[0] ?? '';
}
