import fc from 'fast-check';
import { CompactSign, SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { createInMemoryReplayTable } from './replay-table.ts';
import { createRequestSigner, type RequestSigner, type SignedRequest } from './sign-request.ts';
import { createSigningKey, type SigningKey } from './signing-key.ts';
import { createRequestVerifier, type RequestVerifier } from './verify-request.ts';

const now = Date.UTC(2026, 10, 2, 9, 0, 0);
const body = new TextEncoder().encode('{"ticket":"t-1"}');
const request: SignedRequest = { method: 'POST', path: '/v1/tickets?draft=1', body };

let bot: SigningKey & { publicKey: Awaited<ReturnType<typeof createSigningKey>>['publicKey'] };
let signer: RequestSigner;

beforeAll(async () => {
  bot = await createSigningKey('bot-1');
  signer = createRequestSigner(bot);
});

function verifier(entriesMax = 1000): RequestVerifier {
  const replays = createInMemoryReplayTable({ entriesMax });
  return createRequestVerifier({ publicKeys: new Map([['bot-1', bot.publicKey]]), replays });
}

describe('a signed request', () => {
  /** @claim border A signed request is accepted once, from a known key, within 60 s. (ASVS 4.1.5) */
  test('is accepted once, and refused as a replay from then on', async () => {
    const gateway = verifier();
    const header = await signer.sign(request, now);
    expect(await gateway.verify({ ...request, header }, now)).toEqual({ kind: 'verified', kid: 'bot-1' });
    const again = await gateway.verify({ ...request, header }, now + 1);
    expect(again).toEqual({ kind: 'refused', reason: 'replayed' });
  });

  test('is remembered for as long as its time lets it pass', async () => {
    const gateway = verifier();
    const header = await signer.sign(request, now);
    await gateway.verify({ ...request, header }, now);
    const last = await gateway.verify({ ...request, header }, now + 65_000);
    const after = await gateway.verify({ ...request, header }, now + 65_001);
    expect([last, after]).toEqual([
      { kind: 'refused', reason: 'replayed' },
      { kind: 'refused', reason: 'expired' },
    ]);
  });

  test('is signed anew each time, so that a retry is no replay', async () => {
    const gateway = verifier();
    const first = await signer.sign(request, now);
    const second = await signer.sign(request, now);
    expect((await gateway.verify({ ...request, header: first }, now)).kind).toBe('verified');
    expect((await gateway.verify({ ...request, header: second }, now)).kind).toBe('verified');
  });

  test('is refused when any one byte of its signature header is changed', async () => {
    const header = await signer.sign(request, now);
    const replacements = fc.constantFrom(...'ABCabc019-_.~ ');
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: header.length - 1 }), replacements, async (at, replacement) => {
        fc.pre(header[at] !== replacement);
        const changed = `${header.slice(0, at)}${replacement}${header.slice(at + 1)}`;
        expect((await verifier().verify({ ...request, header: changed }, now)).kind).toBe('refused');
      }),
      { numRuns: 300 },
    );
  });

  /** @claim border A request whose body was changed on the way in any one byte is refused. (ASVS 4.1.5) */
  test('is refused when any one byte of its body is changed', async () => {
    const header = await signer.sign(request, now);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: body.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = body.map((byte, index) => (index === at ? byte ^ mask : byte));
        const verdict = await verifier().verify({ ...request, body: changed, header }, now);
        expect(verdict).toEqual({ kind: 'refused', reason: 'wrong-body' });
      }),
    );
  });
});

describe('what is signed binds', () => {
  const cases: readonly [string, Partial<SignedRequest>, string][] = [
    ['another method', { method: 'PUT' }, 'wrong-method'],
    ['another path', { path: '/v1/sessions?draft=1' }, 'wrong-path'],
    ['another query', { path: '/v1/tickets?draft=2' }, 'wrong-path'],
    ['no query', { path: '/v1/tickets' }, 'wrong-path'],
    ['no body', { body: new Uint8Array() }, 'wrong-body'],
    ['a body taken as streamed', { body: 'streamed' }, 'wrong-body'],
  ];

  test.each(cases)('%s is refused', async (_name, change, reason) => {
    const header = await signer.sign(request, now);
    expect(await verifier().verify({ ...request, ...change, header }, now)).toEqual({ kind: 'refused', reason });
  });

  test('a signature for a stream does not carry a body', async () => {
    const header = await signer.sign({ ...request, body: 'streamed' }, now);
    expect(await verifier().verify({ ...request, header }, now)).toEqual({ kind: 'refused', reason: 'wrong-body' });
    expect((await verifier().verify({ ...request, body: 'streamed', header }, now)).kind).toBe('verified');
  });

  test('the case of the method does not matter', async () => {
    const header = await signer.sign({ ...request, method: 'post' }, now);
    expect((await verifier().verify({ ...request, header }, now)).kind).toBe('verified');
  });
});

describe('time', () => {
  const cases: readonly [string, number, string][] = [
    ['5 s ahead of us', -5_000, 'verified'],
    ['more than 5 s ahead of us', -5_001, 'not-yet-valid'],
    ['just signed', 0, 'verified'],
    ['60 s old', 60_000, 'verified'],
    ['60 s old by a clock 5 s behind', 65_000, 'verified'],
    ['older than that', 65_001, 'expired'],
  ];

  test.each(cases)('%s', async (_name, ageMs, expected) => {
    const header = await signer.sign(request, now);
    const verdict = await verifier().verify({ ...request, header }, now + ageMs);
    expect(verdict.kind === 'verified' ? 'verified' : verdict.reason).toBe(expected);
  });
});

describe('a header that is no signature of ours', () => {
  test('missing, empty, noise or far too long', async () => {
    const gateway = verifier();
    const reasons = [];
    for (const header of [undefined, '', 'noise', 'a.b.c', 'x'.repeat(10_000)]) {
      const verdict = await gateway.verify({ ...request, header }, now);
      reasons.push(verdict.kind === 'refused' && verdict.reason);
    }
    expect(reasons).toEqual(['missing', 'missing', 'malformed', 'malformed', 'malformed']);
  });

  test('a key that nobody knows', async () => {
    const stranger = await createSigningKey('stranger');
    const header = await createRequestSigner(stranger).sign(request, now);
    expect(await verifier().verify({ ...request, header }, now)).toEqual({ kind: 'refused', reason: 'unknown-key' });
  });

  test('a stranger’s key under a known id', async () => {
    const stranger = await createSigningKey('bot-1');
    const header = await createRequestSigner(stranger).sign(request, now);
    const verdict = await verifier().verify({ ...request, header }, now);
    expect(verdict).toEqual({ kind: 'refused', reason: 'bad-signature' });
  });

  test('a MAC with a known id instead of a signature', async () => {
    const forged = new SignJWT({}).setProtectedHeader({ alg: 'HS256', kid: 'bot-1' });
    const header = await forged.sign(new Uint8Array(32));
    const verdict = await verifier().verify({ ...request, header }, now);
    expect(verdict).toEqual({ kind: 'refused', reason: 'bad-signature' });
  });

  test('a known key over something that is no request', async () => {
    const malformed = { kind: 'refused', reason: 'malformed' };
    for (const payload of ['no json', '{}', '[]', '{"htm":"POST","htu":"/","dig":"x","iat":1.5,"jti":"short"}']) {
      const header = await new CompactSign(new TextEncoder().encode(payload))
        .setProtectedHeader({ alg: 'EdDSA', kid: 'bot-1' })
        .sign(bot.privateKey);
      expect(await verifier().verify({ ...request, header }, now)).toEqual(malformed);
    }
  });
});

/**
 * @claim border The table against replays cannot be filled by requests that are not genuine, and refuses when it is
 * full.
 */
test('refused requests take no room in the replay table; a full table refuses', async () => {
  const gateway = verifier(1);
  const stale = await signer.sign(request, now - 100_000);
  await gateway.verify({ ...request, header: stale }, now);
  const first = await signer.sign(request, now);
  const second = await signer.sign(request, now);
  expect((await gateway.verify({ ...request, header: first }, now)).kind).toBe('verified');
  const verdict = await gateway.verify({ ...request, header: second }, now);
  expect(verdict).toEqual({ kind: 'refused', reason: 'replay-table-full' });
});
