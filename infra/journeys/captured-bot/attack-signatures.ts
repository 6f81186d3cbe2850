import { type AttackResult, tryAll } from './attempt.ts';
import { calls, type EndpointName, endpointNames, usualTarget } from './calls.table.ts';
import { signedPart, type Voice, writeDown } from './speak-as-bot.ts';

interface Forgery {
  readonly name: EndpointName;
  readonly how: 'unsigned' | 'with another key' | 'for another path' | 'of a minute ago' | 'of tomorrow' | 'replayed';
}

const ways: readonly Forgery['how'][] = [
  'unsigned',
  'with another key',
  'for another path',
  'of a minute ago',
  'of tomorrow',
  'replayed',
];

const secondMs = 1_000;
const dayMs = 86_400 * secondMs;
const tooOldMs = 70 * secondMs;

/** Every endpoint, under every signature that is none: the bot’s own, a moment later, among them. */
export function attackSignatures({ signer, stranger, send }: Voice, now: () => number): Promise<AttackResult> {
  return tryAll<Forgery>({
    attack: 'requests unsigned, signed by another key, for another path, too old, too early, or sent twice',
    cases: endpointNames.flatMap((name) => ways.map((how) => ({ name, how }))),
    name: ({ name, how }) => `${name} ${how}`,
    async ask({ name, how }) {
      const request = await writeDown((client) => calls[name](client, usualTarget, {}));
      const part = signedPart(request);
      switch (how) {
        case 'unsigned':
          return send(request, null);
        case 'with another key':
          return send(request, await stranger.sign(part, now()));
        case 'for another path':
          return send(request, await signer.sign({ ...part, path: `${part.path}/` }, now()));
        case 'of a minute ago':
          return send(request, await signer.sign(part, now() - tooOldMs));
        case 'of tomorrow':
          return send(request, await signer.sign(part, now() + dayMs));
        case 'replayed': {
          const signature = await signer.sign(part, now());
          await send(request, signature);
          return send(request, signature);
        }
      }
    },
  });
}
