import { setTimeout as pause } from 'node:timers/promises';

export interface Asked {
  readonly status: number;
  readonly body: { readonly [name: string]: unknown };
  readonly headers: Headers;
}

const timeoutMs = 10_000;

/** The server's answer, asked for again while there is no server, it fails, or it wants to be left alone for a while. */
export async function ask(url: string, init: RequestInit): Promise<Asked> {
  for (;;) {
    const asked = await once(url, init);
    if (asked !== null && asked.status !== 429 && asked.status < 500) return asked;
    await pause(asked?.status === 429 ? 1_000 : 200);
  }
}

async function once(url: string, init: RequestInit): Promise<Asked | null> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    const text = await response.text();
    const body = text.startsWith('{') ? JSON.parse(text) : {};
    return { status: response.status, body, headers: response.headers };
  } catch {
    return null;
  }
}

/** A WebSocket that stays until it breaks; resolves when it has. `onOpen` may speak, each frame is handed on whole. */
export async function listen(
  socket: WebSocket,
  onOpen: (socket: WebSocket) => void,
  onFrame: (text: string) => void,
): Promise<void> {
  await new Promise<void>((resolve) => {
    socket.addEventListener('open', () => onOpen(socket));
    socket.addEventListener('message', ({ data }) => onFrame(String(data)));
    socket.addEventListener('close', () => resolve());
    socket.addEventListener('error', () => resolve());
  });
  await pause(100);
}
