import type { RequestToVerify } from '@desk/crypto';

/** A request as an attacker has it: overheard, and never delivered. */
export interface Overheard {
  readonly request: RequestToVerify & { readonly header: string; readonly body: Uint8Array };
  /** When it was signed. */
  readonly signedAtMs: number;
}

/** What the attacker sends instead, and when. */
export interface Sent {
  readonly request: RequestToVerify;
  readonly atMs: number;
}

export interface Attacker {
  /** Another request that was overheard. */
  readonly other: Overheard;
  /** The header that a key of the attacker's own gives this request, under the name of the bot's key. */
  readonly ownSignature: (request: Overheard['request']) => string;
}

/** `turn` makes the same mutation another one each time. */
export type Mutation = (overheard: Overheard, turn: number, attacker: Attacker) => Sent;

const methods = ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'];
const paths = ['/v1/tickets', '/v1/tickets/', '/v1/tickets?draft=2', '/v1/tickets?draft=1&', '/V1/tickets?draft=1'];
const strangePaths = ['/v1//tickets?draft=1', '/v1/tickets?draft=%31', '/v1/./tickets?draft=1', '//v1/tickets?draft=1'];
const kids = ['', 'bot-2', 'BOT-1', 'bot-1 ', '../bot-1', '__proto__', 'constructor'];
const algorithms = ['none', 'HS256', 'ES256', 'RS256', 'EdDSA '];
const dayMs = 86_400_000;

/** By the part of a request that is changed; every other part stays as it was signed. */
export const mutations: Readonly<Record<string, Mutation>> = {
  method: (overheard, turn) => changed(overheard, { method: pick(methods, turn) }),
  path: (overheard, turn) => changed(overheard, { path: pick([...paths, ...strangePaths], turn) }),
  'a byte of the body': (overheard, turn) => {
    const body = Uint8Array.from(overheard.request.body);
    body[turn % body.length] = (body[turn % body.length] ?? 0) ^ (1 << (turn % 8));
    return changed(overheard, { body });
  },
  'length of the body': (overheard, turn) => {
    const body = Uint8Array.from(overheard.request.body);
    const longer = Uint8Array.from([...body, ...new Uint8Array(1 + (turn % 9))]);
    return changed(overheard, { body: turn % 2 ? longer : body.slice(0, turn % body.length) });
  },
  'a body that streams': (overheard) => changed(overheard, { body: 'streamed' }),
  'sent too late': (overheard, turn) => later(overheard, 66_000 + ((turn * 9_973_000) % (400 * dayMs))),
  'sent too early': (overheard, turn) => later(overheard, -6_001 - ((turn * 9_973_000) % (400 * dayMs))),
  'a letter of the signature': (overheard, turn) => changed(overheard, { header: letterChanged(overheard, turn) }),
  'time in the claims': (overheard, turn) =>
    withClaims(overheard, { iat: Math.floor(overheard.signedAtMs / 1000) + 1 + turn }),
  'id in the claims': (overheard, turn) => withClaims(overheard, { jti: `${turn}`.padStart(22, 'A') }),
  'path in the claims': (overheard, turn) => {
    const path = pick(paths, turn);
    return changed(withClaims(overheard, { htu: path }), { path });
  },
  'name of the key': (overheard, turn) => withHead(overheard, { kid: pick(kids, turn) }),
  'kind of signature': (overheard, turn) => withHead(overheard, { alg: pick(algorithms, turn) }),
  'no signature under the claims': (overheard) => {
    const [head, claims] = overheard.request.header.split('.');
    return changed(overheard, { header: `${head}.${claims}.` });
  },
  "another request's signature": (overheard, _, { other }) => {
    const [head, claims] = overheard.request.header.split('.');
    return changed(overheard, { header: `${head}.${claims}.${other.request.header.split('.')[2]}` });
  },
  "another request's header": (overheard, _, { other }) => changed(overheard, { header: other.request.header }),
  "a key of the attacker's": (overheard, _, { ownSignature }) =>
    changed(overheard, { header: ownSignature(overheard.request) }),
  'the header itself': (overheard, turn) => {
    const { header } = overheard.request;
    const [head, claims, signature] = header.split('.');
    const spellings = [undefined, '', `${header}, ${header}`, ` ${header}`, `${header} `, `Bearer ${header}`];
    const forms = [`${header}.`, `.${header}`, header.toLowerCase(), `${header}=`, `${claims}.${head}.${signature}`];
    return changed(overheard, { header: pick([...spellings, ...forms, 'x'.repeat(9_000), `${header}\u0000`], turn) });
  },
};

function changed(sent: Overheard | Sent, change: Partial<RequestToVerify>): Sent {
  return { request: { ...sent.request, ...change }, atMs: 'atMs' in sent ? sent.atMs : sent.signedAtMs };
}

function later({ request, signedAtMs }: Overheard, ms: number): Sent {
  return { request, atMs: signedAtMs + ms };
}

function withClaims(overheard: Overheard, change: Readonly<Record<string, unknown>>): Sent {
  return changed(overheard, { header: rewritten(overheard, 1, change) });
}

function withHead(overheard: Overheard, change: Readonly<Record<string, unknown>>): Sent {
  return changed(overheard, { header: rewritten(overheard, 0, change) });
}

/** One part of the header says something else; its signature stays. */
function rewritten({ request }: Overheard, part: 0 | 1, change: Readonly<Record<string, unknown>>): string {
  const parts = request.header.split('.');
  const said: unknown = JSON.parse(Buffer.from(parts[part] ?? '', 'base64url').toString());
  parts[part] = Buffer.from(JSON.stringify(Object.assign({}, said, change))).toString('base64url');
  return parts.join('.');
}

function letterChanged({ request: { header } }: Overheard, turn: number): string {
  const at = (turn * 31) % header.length;
  const letters = 'ABCXYZabcxyz0189-_.~'.replace(header[at] ?? '', '');
  return header.slice(0, at) + pick([...letters], turn) + header.slice(at + 1);
}

function pick<T>(choices: readonly T[], turn: number): T {
  for (const choice of choices.slice(turn % choices.length)) return choice;
  throw new Error('There is nothing to pick from.');
}
