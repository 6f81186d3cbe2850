import {
  type BotKeys,
  type GatewayKeys,
  type KeyProblem,
  type LoadedKeys,
  loadBotKeys,
  loadGatewayKeys,
} from './load-keys.ts';
import type { KeyRing } from './seal.ts';

/** Where keys lie, and the clock by which they begin to be used. */
export type KeysPlace = { dir: string; now: () => number };

export type KeysLook =
  | { kind: 'same' }
  /** What is there now counts. `begun`: keys that took the place of others, as `folder/id`. */
  | { kind: 'adopted'; begun: readonly string[] }
  /** What is there cannot be used, so the former keys count. */
  | { kind: 'refused'; problems: readonly KeyProblem[] };

/** Keys of a service that runs: whoever has them reads them at each use, for `look` puts others in their place. */
export type OpenedKeys<Keys> =
  | { kind: 'opened'; keys: Keys; look(): Promise<KeysLook> }
  | { kind: 'refused'; problems: readonly KeyProblem[] };

export async function openBotKeys({ dir, now }: KeysPlace): Promise<OpenedKeys<BotKeys>> {
  return openKeys(() => loadBotKeys(dir, now()), liveZone, marksOfZone);
}

export async function openGatewayKeys({ dir, now }: KeysPlace): Promise<OpenedKeys<GatewayKeys>> {
  return openKeys(() => loadGatewayKeys(dir, now()), liveGateway, marksOfGateway);
}

/** A view on keys, and what puts others in their place at once. */
type Live<Keys> = { keys: Keys; adopt(next: Keys): void };

/** What is told apart: by `folder`, the ids that count and, first, the one in force. */
type Marks = Readonly<Record<string, readonly string[]>>;

async function openKeys<Keys>(
  load: () => Promise<LoadedKeys<Keys>>,
  live: (first: Keys) => Live<Keys>,
  marksOf: (keys: Keys) => Marks,
): Promise<OpenedKeys<Keys>> {
  const first = await load();
  if (first.kind === 'refused') return first;
  const { keys, adopt } = live(first.keys);
  let marks = marksOf(first.keys);
  return {
    kind: 'opened',
    keys,
    async look() {
      const read = await load();
      if (read.kind === 'refused') return read;
      const [former, next] = [marks, marksOf(read.keys)];
      if (JSON.stringify(next) === JSON.stringify(former)) return { kind: 'same' };
      adopt(read.keys);
      marks = next;
      return { kind: 'adopted', begun: begunSince(former, next) };
    },
  };
}

/** A secret is no id, and is named by its folder alone. */
function begunSince(former: Marks, next: Marks): readonly string[] {
  return Object.entries(next).flatMap(([folder, [kid]]) => {
    if (kid === undefined || folder === 'peers' || former[folder]?.[0] === kid) return [];
    return [folder === 'webhook' ? folder : `${folder}/${kid}`];
  });
}

function liveZone(first: BotKeys): Live<BotKeys> {
  let { signing } = first;
  const sealing = liveRing(first.sealing);
  const peers = new Map(first.peers);
  return {
    keys: {
      sealing: sealing.keys,
      signing: {
        get kid() {
          return signing.kid;
        },
        get privateKey() {
          return signing.privateKey;
        },
      },
      peers,
    },
    adopt(next) {
      sealing.adopt(next.sealing);
      signing = next.signing;
      refill(peers, next.peers);
    },
  };
}

function liveGateway(first: GatewayKeys): Live<GatewayKeys> {
  const zone = liveZone(first);
  const phones = liveRing(first.phones);
  let { current } = first.tokens;
  const publicKeys = new Map(first.tokens.publicKeys);
  const trackerWebhookSecrets = [...first.trackerWebhookSecrets];
  return {
    keys: {
      ...zone.keys,
      phones: phones.keys,
      tokens: {
        get current() {
          return current;
        },
        publicKeys,
      },
      trackerWebhookSecrets,
    },
    adopt(next) {
      zone.adopt(next);
      phones.adopt(next.phones);
      current = next.tokens.current;
      refill(publicKeys, next.tokens.publicKeys);
      trackerWebhookSecrets.splice(0, trackerWebhookSecrets.length, ...next.trackerWebhookSecrets);
    },
  };
}

function liveRing(first: KeyRing): Live<KeyRing> {
  let { current } = first;
  const keys = new Map(first.keys);
  return {
    keys: {
      get current() {
        return current;
      },
      keys,
    },
    adopt(next) {
      current = next.current;
      refill(keys, next.keys);
    },
  };
}

function refill<Key>(map: Map<string, Key>, next: ReadonlyMap<string, Key>): void {
  map.clear();
  for (const [kid, key] of next) map.set(kid, key);
}

function marksOfZone({ sealing, signing, peers }: BotKeys): Marks {
  return { sealing: marksOfRing(sealing), signing: [signing.kid], peers: [...peers.keys()] };
}

function marksOfGateway(keys: GatewayKeys): Marks {
  const { phones, tokens, trackerWebhookSecrets } = keys;
  return {
    ...marksOfZone(keys),
    phones: marksOfRing(phones),
    tokens: [tokens.current.kid, ...tokens.publicKeys.keys()],
    webhook: trackerWebhookSecrets,
  };
}

function marksOfRing({ current, keys }: KeyRing): readonly string[] {
  return [current, ...keys.keys()];
}
