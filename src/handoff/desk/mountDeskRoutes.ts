import type { Server } from 'restify';
import { guarded } from '../../channels/guarded.js';
import { claimCase } from './cases/claimCase.js';
import { exportCase } from './cases/exportCase.js';
import { getCase } from './cases/getCase.js';
import { getTimeline } from './cases/getTimeline.js';
import { listCases } from './cases/listCases.js';
import { noteCase } from './cases/noteCase.js';
import { probeCase } from './cases/probeCase.js';
import { releaseCase } from './cases/releaseCase.js';
import { resolveCase } from './cases/resolveCase.js';
import { sendMessage } from './cases/sendMessage.js';
import { transferCase } from './cases/transferCase.js';
import { changeMe } from './changeMe.js';
import { deletePerson } from './deletePerson.js';
import type { DeskServices } from './deskServices.js';
import { getFile } from './files/getFile.js';
import { getLinkedFile } from './files/getLinkedFile.js';
import { postFile } from './files/postFile.js';
import { getAudit } from './getAudit.js';
import { getMe } from './getMe.js';
import { serveDeskAsset, serveDeskPage } from './serveDesk.js';
import { getSignInWays } from './signIn/getSignInWays.js';
import { makeOidcAttempts } from './signIn/oidcAttempts.js';
import { beginOidc, finishOidc } from './signIn/signInWithOidc.js';
import { signInWithPassword } from './signIn/signInWithPassword.js';
import { signOut } from './signIn/signOut.js';
import { type DeskSocketOptions, DeskSockets } from './socket/deskSockets.js';
import { type CaseCall, type DeskCall, withAgent, withCase, withSupervisor } from './withAgent.js';

const defaultSockets: DeskSocketOptions = { sessionMs: 3_000, heartbeatMs: 20_000, sendTimeoutMs: 30_000 };

/** The agents' desk: its page, its API and its sockets; deskApi.ts tells what they say. Returns the sockets, to be closed. */
export function mountDeskRoutes(
  server: Server,
  services: DeskServices,
  socketOptions: DeskSocketOptions = defaultSockets,
): DeskSockets {
  const sockets = new DeskSockets(services, socketOptions);
  const attempts = makeOidcAttempts(services.clock);
  const agent = (handler: (services: DeskServices, call: DeskCall) => Promise<void>) =>
    withAgent(services, handler);
  const ofCase = (handler: (services: DeskServices, call: CaseCall) => Promise<void>) =>
    withCase(services, handler);
  const api = '/desk/api';
  const one = `${api}/cases/:caseId`;

  server.get(
    '/desk',
    guarded(services, (req, res) => serveDeskPage(services, req, res)),
  );
  server.get(
    '/desk/assets/:name',
    guarded(services, (req, res) => serveDeskAsset(services, req, res)),
  );

  server.get(
    `${api}/sign-in`,
    guarded(services, (req, res) => getSignInWays(services, req, res)),
  );
  server.post(
    `${api}/sign-in`,
    guarded(services, (req, res) => signInWithPassword(services, req, res)),
  );
  server.get(
    `${api}/sign-in/oidc`,
    guarded(services, (req, res) => beginOidc(services, attempts, req, res)),
  );
  server.get(
    `${api}/sign-in/oidc/callback`,
    guarded(services, (req, res) => finishOidc(services, attempts, req, res)),
  );
  server.post(
    `${api}/sign-out`,
    agent((_, call) => signOut(services, call, (hash) => sockets.endSession(hash))),
  );
  server.get(`${api}/me`, agent(getMe));
  server.patch(`${api}/me`, agent(changeMe));

  server.get(`${api}/cases`, agent(listCases));
  server.get(one, ofCase(getCase));
  server.get(`${one}/timeline`, ofCase(getTimeline));
  server.get(`${one}/export`, ofCase(exportCase));
  server.post(`${one}/claim`, ofCase(claimCase));
  server.post(`${one}/transfer`, ofCase(transferCase));
  server.post(`${one}/release`, ofCase(releaseCase));
  server.post(`${one}/resolve`, ofCase(resolveCase));
  server.post(`${one}/note`, ofCase(noteCase));
  server.post(`${one}/message`, ofCase(sendMessage));

  server.post(`${one}/probe`, ofCase(probeCase));
  server.post(`${one}/files`, ofCase(postFile));
  server.get(`${one}/files/:fileId`, ofCase(getFile));
  server.get(
    '/files',
    guarded(services, (req, res) => getLinkedFile(services, req, res)),
  );
  server.del(`${api}/people/:personKey`, withSupervisor(services, deletePerson));
  server.get(`${api}/audit`, withSupervisor(services, getAudit));

  sockets.listen(server.server);
  return sockets;
}
