import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** What one derivation costs; `logN` is the binary logarithm of scrypt's N. */
export interface PasswordCost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/** OWASP's first choice for scrypt: 128 MiB, a third of a second. */
export const passwordCost: PasswordCost = { logN: 17, r: 8, p: 1 };

const keyBytes = 32;
const saltBytes = 16;
/** What a stored hash may demand, so that a tampered database takes no machine down. */
const mostLogN = 20;

/** A password as it is stored: `scrypt$17$8$1$salt$key`, the last two in base64url. */
export async function hashPassword(password: string, cost: PasswordCost = passwordCost): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await keyOf(password, salt, cost);
  const parts = ['scrypt', cost.logN, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')];
  return parts.join('$');
}

/** Takes the same time for a wrong password as for the right one. False for a stored text that is no hash of ours. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const match = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]{22})\$([\w-]{43})$/.exec(stored);
  if (match === null) return false;
  const [, logN, r, p, salt = '', key = ''] = match;
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
  if (cost.logN < 1 || cost.logN > mostLogN || cost.r < 1 || cost.p < 1) return false;
  const found = await keyOf(password, Buffer.from(salt, 'base64url'), cost);
  return timingSafeEqual(found, Buffer.from(key, 'base64url'));
}

/** Keyboards write the same letter in more than one way, so passwords are compared in one form (RFC 8265). */
function keyOf(password: string, salt: Buffer, { logN, r, p }: PasswordCost): Promise<Buffer> {
  const N = 2 ** logN;
  return derive(password.normalize('NFC'), salt, keyBytes, { N, r, p, maxmem: 160 * N * r * p });
}
