import type { Remark } from '@desk/contract';
import type { DirectoryEntry } from '../../src/ports/directory.ts';
import { colleague, employee, everybody, repairer, second, specialist, supervisor } from '../builders/people.ts';
import { aRemark } from '../builders/words.ts';
import { aDirectoryEntry } from '../fakes/directory.ts';
import type { Scenarios, Stage } from './contract-answers.ts';

interface Asked {
  /** Null: the desk itself. */
  readonly token?: string | null;
  readonly key?: string;
  readonly remark?: Remark | null;
  /** Another body than usual. */
  readonly other?: boolean;
}

type Ask = (stage: Stage, number: string, asked: Asked) => Promise<{ readonly kind: string }>;
type Write = Parameters<Stage['tracker']['failNext']>[0];

interface Kind {
  readonly ask: Ask;
  readonly write: Write;
  readonly stranger: DirectoryEntry;
}

/** What every change of a ticket may answer. */
function commonScenarios({ ask, write, stranger }: Kind) {
  return {
    200: async (stage: Stage) => ask(stage, (await stage.filed()).number, {}),
    'session-ended': (stage: Stage) => ask(stage, 'SD-1', { token: 'none' }),
    'not-permitted': async (stage: Stage) => {
      const { number } = await stage.filed();
      return ask(stage, number, { token: await stage.signIn(stranger) });
    },
    'not-found': (stage: Stage) => ask(stage, 'SD-99999', {}),
    'still-working': async (stage: Stage) => {
      const { number } = await stage.filed();
      const token = await stage.signIn(supervisor);
      const held = stage.holdWrites();
      const first = ask(stage, number, { token });
      await held.arrived;
      const again = await ask(stage, number, { token });
      held.release();
      await first;
      return again;
    },
    'key-reused': async (stage: Stage) => {
      const [{ number }, key] = [await stage.filed(), stage.key()];
      await ask(stage, number, { key });
      return ask(stage, number, { key, other: true });
    },
    'ticket-refused': async (stage: Stage) => {
      const { number } = await stage.filed();
      stage.tracker.failNext(write, { kind: 'refused', reason: 'invalid' });
      return ask(stage, number, write === 'post' ? { remark: aRemark({ message: crypto.randomUUID() }) } : {});
    },
    'tracker-down': async (stage: Stage) => {
      const { number } = await stage.filed();
      stage.tracker.setDown(null);
      return ask(stage, number, {});
    },
  } satisfies Scenarios;
}

/** The supervisor's token unless another is given; none at all for the desk itself. */
async function callOf(stage: Stage, { token, key = stage.key() }: Asked) {
  if (token === null) return { idempotencyKey: key };
  return { token: token ?? (await stage.signIn(supervisor)), idempotencyKey: key };
}

const assign: Ask = async (stage, number, asked) => {
  const { employeeId: assignee } = asked.other ? second : specialist;
  const body = { assignee, expected: null, remark: asked.remark ?? null };
  return stage.client.assignTicket({ params: { number }, body, ...(await callOf(stage, asked)) });
};

export const assignTicket: Scenarios = {
  ...commonScenarios({ ask: assign, write: 'post', stranger: repairer }),
  200: async (stage) => assign(stage, (await stage.filed()).number, { token: null }),
  overtaken: async (stage) => {
    const { number } = await stage.filed();
    stage.tracker.changeTicket(number, { assignee: 'account-4' });
    return assign(stage, number, {});
  },
  'directory-down': async (stage) => {
    const { number } = await stage.filed();
    stage.directory.setAway(true);
    return assign(stage, number, { token: null });
  },
};

const move: Ask = async (stage, number, asked) => {
  const body = { to: asked.other ? ('closed' as const) : ('resolved' as const), remark: asked.remark ?? null };
  return stage.client.moveTicket({ params: { number }, body, ...(await callOf(stage, asked)) });
};

export const moveTicket: Scenarios = {
  ...commonScenarios({ ask: move, write: 'move', stranger: colleague }),
  overtaken: async (stage) => {
    const { number } = await stage.filed();
    stage.tracker.changeTicket(number, { status: 'closed' });
    return move(stage, number, {});
  },
};

const prioritise: Ask = async (stage, number, asked) => {
  const body = { priority: asked.other ? ('low' as const) : ('high' as const), remark: asked.remark ?? null };
  return stage.client.prioritiseTicket({ params: { number }, body, ...(await personOf(stage, asked)) });
};

export const prioritiseTicket: Scenarios = commonScenarios({
  ask: prioritise,
  write: 'prioritise',
  stranger: second,
});

const transfer: Ask = async (stage, number, asked) => {
  const body = { team: asked.other ? 'network' : 'repair', remark: asked.remark ?? null };
  return stage.client.transferTicket({ params: { number }, body, ...(await personOf(stage, asked)) });
};

export const transferTicket: Scenarios = commonScenarios({ ask: transfer, write: 'transfer', stranger: employee });

const letIn: Ask = async (stage, number, asked) => {
  const body = { who: asked.other ? '+380500000002' : 'employee-2@example.test' };
  return stage.client.addParticipant({ params: { number }, body, ...(await personOf(stage, asked)) });
};

export const addParticipant: Scenarios = {
  ...commonScenarios({ ask: letIn, write: 'addParticipant', stranger: colleague }),
  'ticket-refused': async (stage) => {
    const { number, token } = await stage.filed();
    const crowd = Array.from({ length: 51 }, (_, index) => `employee-${index + 100}@example.test`);
    const people = crowd.map((_, index) => aDirectoryEntry(index + 100));
    stage.directory.employ([...everybody, ...people]);
    let last: { readonly kind: string } = { kind: 'nobody' };
    for (const who of crowd) {
      last = await stage.client.addParticipant({
        params: { number },
        body: { who },
        token,
        idempotencyKey: stage.key(),
      });
    }
    stage.directory.employ(everybody);
    return last;
  },
  'person-unknown': async (stage) => {
    const { number, token } = await stage.filed();
    const body = { who: 'nobody@example.test' };
    return stage.client.addParticipant({ params: { number }, body, token, idempotencyKey: stage.key() });
  },
  'directory-down': async (stage) => {
    const { number, token } = await stage.filed();
    stage.directory.setAway(true);
    return letIn(stage, number, { token });
  },
};

async function personOf(stage: Stage, asked: Asked) {
  const { token = '', ...call } = await callOf(stage, asked);
  return { ...call, token };
}
