import { chainHash, chainStart } from '@desk/crypto';
import type { Scenarios, Stage } from './contract-answers.ts';

export const listChanges: Scenarios = {
  200: ({ client }) => client.listChanges({}),
  'tracker-down': async ({ client, tracker }) => {
    tracker.setDown(null);
    return client.listChanges({});
  },
};

export const lookAtTickets: Scenarios = {
  200: async (stage) => stage.client.lookAtTickets({ body: { numbers: [(await stage.filed()).number] } }),
  'tracker-down': async (stage) => {
    const { number } = await stage.filed();
    stage.tracker.setDown(null);
    return stage.client.lookAtTickets({ body: { numbers: [number] } });
  },
};

export const relayHook: Scenarios = {
  200: ({ client }) => client.relayHook({ body: { headers: {}, query: {}, body: '' } }),
};

export const readWorkload: Scenarios = {
  200: ({ client }) => client.readWorkload({ query: { team: 'network' } }),
  'tracker-down': async ({ client, tracker }) => {
    tracker.setDown(null);
    return client.readWorkload({ query: { team: 'network' } });
  },
  'directory-down': async ({ client, directory }) => {
    directory.setAway(true);
    return client.readWorkload({ query: { team: 'network' } });
  },
};

/** Entry 1 of a log, in as many versions as there are bytes. */
function firstEntry(byte: number, number = 1) {
  const bytes = Uint8Array.of(byte);
  const hash = Buffer.from(chainHash(chainStart, bytes)).toString('hex');
  return { number, bytes: Buffer.from(bytes).toString('base64'), hash };
}

const ship = ({ client }: Stage, entry: ReturnType<typeof firstEntry>) =>
  client.shipAudit({ body: { entries: [entry] } });

export const shipAudit: Scenarios = {
  200: (stage) => ship(stage, firstEntry(1)),
  'audit-gap': (stage) => ship(stage, firstEntry(1, 7)),
  'audit-rewritten': async (stage) => {
    await ship(stage, firstEntry(1));
    return ship(stage, firstEntry(2));
  },
};

export const readService: Scenarios = { 200: ({ client }) => client.readService({}) };
