import { type AttackResult, tryAll } from './attempt.ts';
import { type By, calls, type EndpointName, usualTarget, withGrant, withToken } from './calls.table.ts';
import type { LootedSession } from './loot-database.ts';
import type { Voice } from './speak-as-bot.ts';

interface Attempt {
  readonly name: EndpointName;
  readonly how: string;
  readonly by: By;
}

/** Every endpoint that asks for a person or a grant, with tokens of sessions that are over and with forged ones. */
export function attackTokens(
  { client }: Voice,
  { live, over }: { readonly live: readonly LootedSession[]; readonly over: readonly LootedSession[] },
): Promise<AttackResult> {
  const [one, other] = live;
  if (!one || !other) throw new Error('The drill needs two live sessions.');
  const forged = forgeTokens(one.token, other.token);
  const cases = withToken.flatMap((name, at): Attempt[] => {
    const dead = over[at % over.length]?.token ?? '';
    return [
      { name, how: 'with the token of a session that is over', by: { token: dead } },
      ...forged.map((token, nth) => ({ name, how: `with forged token ${nth + 1}`, by: { token } })),
    ];
  });
  const grants = withGrant.flatMap((name): Attempt[] => [
    { name, how: 'with a grant of nobody', by: { grant: crypto.randomUUID() } },
    { name, how: 'with a session’s token as its grant', by: { grant: one.token } },
  ]);
  return tryAll<Attempt>({
    attack: 'tokens of sessions that are over, altered and forged tokens and grants',
    ...{ cases: [...cases, ...grants], oneByOne: true },
    name: ({ name, how }) => `${name} ${how}`,
    ask: ({ name, by }) => calls[name](client, usualTarget, by),
  });
}

/** Everything that asks for a person, of the service alone; what the service may itself is tried elsewhere. */
export function attackWithoutPerson({ client }: Voice): Promise<AttackResult> {
  return tryAll<EndpointName>({
    attack: 'a person’s endpoints without a person',
    ...{ cases: [...new Set([...withToken, ...withGrant])], oneByOne: true },
    name: (name) => `${name} without a token`,
    ask: (name) => calls[name](client, usualTarget, {}),
  });
}

/** Variants of two genuine tokens, and a few that only look like one. */
function forgeTokens(one: string, other: string): readonly string[] {
  const [head = '', body = '', signature = ''] = one.split('.');
  const [, otherBody = ''] = other.split('.');
  const unsigned = encode({ ...decode(head), alg: 'none' });
  return [
    `${unsigned}.${body}.`,
    `${head}.${otherBody}.${signature}`,
    `${head}.${encode({ ...decode(body), exp: 9_999_999_999 })}.${signature}`,
    `${head}.${body}.${signature.slice(0, -4)}AAAA`,
    'a-token',
  ];
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function decode(part: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
