import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface Door {
  readonly url: string;
  /** From now on whoever does not show this is turned away, as after a token was renewed. */
  wants(authorization: string): void;
  close(): Promise<void>;
}

/** Stands in front of a server and looks at the proof that each request shows. `opens`: what is behind it takes over. */
export async function openDoor(opens: (request: IncomingMessage, response: ServerResponse) => void): Promise<Door> {
  let wanted = '';
  const server = createServer((request, response) => {
    if (request.headers.authorization === wanted) opens(request, response);
    else response.writeHead(401, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    wants(authorization) {
      wanted = authorization;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Passes requests on, under the proof that the server behind has always wanted. Bodies of requests are left out. */
export function passOnTo(baseUrl: string, authorization: string) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await fetch(new URL(request.url ?? '/', baseUrl), {
      headers: { authorization, 'x-experimentalapi': 'opt-in' },
    });
    const type = answer.headers.get('content-type') ?? 'application/json';
    response.writeHead(answer.status, { 'content-type': type }).end(Buffer.from(await answer.arrayBuffer()));
  };
}
