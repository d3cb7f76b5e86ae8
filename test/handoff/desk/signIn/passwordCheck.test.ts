import { expect, test } from '@jest/globals';
import { newAgent } from '../../../../src/handoff/agents/newAgent.js';
import { hashPassword, isPassword } from '../../../../src/handoff/agents/passwordHash.js';
import { makePasswordCheck } from '../../../../src/handoff/desk/signIn/passwordCheck.js';

const cheap = { logN: 4, r: 8, p: 1 };

test('two are checked at once, twenty wait, and who comes after that is told to come again', async () => {
  const { promise: go, resolve: release } = Promise.withResolvers<void>();
  let asked = 0;
  const byEmail = async () => {
    asked += 1;
    await go;
    return null;
  };
  const check = makePasswordCheck({ byEmail }, cheap);
  const answers = Array.from({ length: 25 }, () => check('a@contoso.com', 'x'));
  await new Promise((next) => setTimeout(next, 20));
  expect(asked).toBe(2);
  release();
  const settled = await Promise.all(answers);
  expect([settled.filter((one) => one === 'busy').length, asked]).toEqual([3, 22]);
  expect(await check('a@contoso.com', 'x')).toBeNull();
});

test('letters count however the keyboard wrote them', async () => {
  const stored = await hashPassword('mật khẩu thật dài'.normalize('NFD'), cheap);
  expect(await isPassword('mật khẩu thật dài'.normalize('NFC'), stored)).toBe(true);
});

test.each([
  '',
  'scrypt$4$8$1$short$x',
  `scrypt$40$8$1$${'a'.repeat(22)}$${'a'.repeat(43)}`,
  `scrypt$0$8$1$${'a'.repeat(22)}$${'a'.repeat(43)}`,
  `bcrypt$4$8$1$${'a'.repeat(22)}$${'a'.repeat(43)}`,
])('%s opens to nobody and costs nothing', async (stored) => {
  expect(await isPassword('x', stored)).toBe(false);
});

test('an agent of an issuer has no password that would open', async () => {
  const wish = {
    id: 'a',
    email: 'a@contoso.com',
    name: null,
    role: 'agent',
    locale: 'en',
    oidc: null,
  } as const;
  const agent = newAgent({ ...wish, passwordHash: null, now: new Date() });
  expect(agent.name).toBe('a');
  const check = makePasswordCheck({ byEmail: async () => agent }, cheap);
  expect(await check('a@contoso.com', 'nobody has this one')).toBeNull();
});
