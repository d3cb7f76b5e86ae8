import type { Request, Response } from 'restify';
import { answerJson, refuse } from '../../../channels/answer.js';
import type { SignInWays } from '../deskApi.js';
import type { DeskServices } from '../deskServices.js';

/** `GET sign-in`: how agents may sign in here. */
export async function getSignInWays(
  { ownOrigin, signIn, storage }: DeskServices,
  request: Request,
  response: Response,
): Promise<void> {
  const foreign = ownOrigin.refusal(request);
  if (foreign !== null) return refuse(response, foreign);
  const password = signIn.passwords !== null;
  const nobody = password && (await storage.agents.list()).every(({ disabled }) => disabled);
  const ways: SignInWays = { password, oidc: signIn.oidc?.issuer.host ?? null, nobody };
  answerJson(response, 200, ways);
}
