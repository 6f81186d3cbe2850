import type { ContractClient, GatewayEndpoints } from '@desk/contract';
import type { DirectoryEntry } from '../../src/ports/directory.ts';
import { colleague, employee, repairer, second, specialist, supervisor } from '../builders/people.ts';
import { aUuid } from '../fakes/system.ts';
import type { Scenarios, Stage } from './contract-answers.ts';
import { codeIn } from './start-gateway.ts';

type Client = ContractClient<GatewayEndpoints>;

/** Somebody at the door, with the calls that are theirs to make. */
async function wait({ client, mailer }: Stage, person: DirectoryEntry = employee) {
  const telegramUserId = 1_000 + Number(person.employeeId.replace(/\D/g, ''));
  const opened = await client.openSession({ body: { telegramUserId, phone: person.phones[0] ?? '' } });
  if (opened.kind !== 'answered' || opened.status !== 202) throw new Error('No confirmation was asked for.');
  const own = { params: { confirmationId: opened.body.confirmation.id }, body: { telegramUserId } };
  return {
    params: own.params,
    submit: (code = codeIn(mailer)) => client.submitCode({ ...own, body: { telegramUserId, code } }),
    resend: () => client.sendCode(own),
    ask: () => client.askSupervisor(own),
    redeem: () => client.redeemConfirmation(own),
  };
}

const over = { params: { confirmationId: aUuid(404) }, body: { telegramUserId: 1_001 } };

export const submitCode: Scenarios = {
  201: async (stage) => (await wait(stage)).submit(),
  'code-wrong': async (stage) => (await wait(stage, colleague)).submit('00000000'),
  'confirmation-over': ({ client }) => client.submitCode({ ...over, body: { ...over.body, code: '12345678' } }),
  'too-many-attempts': async (stage) => {
    const { submit } = await wait(stage, specialist);
    const code = codeIn(stage.mailer);
    for (let count = 0; count < 12; count += 1) await submit(code);
    return submit(code);
  },
  'access-refused': async (stage) => {
    const { submit } = await wait(stage, repairer);
    stage.directory.change(repairer.employeeId, { active: false });
    return submit();
  },
  'directory-down': async (stage) => {
    const { submit } = await wait(stage, colleague);
    stage.directory.setAway(true);
    return submit();
  },
};

export const sendCode: Scenarios = {
  200: async (stage) => {
    const { resend } = await wait(stage);
    stage.clock.advance(60_000);
    return resend();
  },
  'too-many-attempts': async (stage) => (await wait(stage)).resend(),
  'confirmation-over': ({ client }) => client.sendCode(over),
  'access-refused': async (stage) => {
    const { resend } = await wait(stage, repairer);
    stage.directory.change(repairer.employeeId, { active: false });
    return resend();
  },
  'directory-down': async (stage) => {
    const { resend } = await wait(stage);
    stage.directory.setAway(true);
    return resend();
  },
};

export const askSupervisor: Scenarios = {
  'no-supervisor': async (stage) => {
    stage.directory.change(colleague.employeeId, { department: 'Elsewhere' });
    return (await wait(stage, colleague)).ask();
  },
  200: async (stage) => {
    await stage.signIn(supervisor);
    return (await wait(stage)).ask();
  },
  'confirmation-over': ({ client }) => client.askSupervisor(over),
  'access-refused': async (stage) => {
    const { ask } = await wait(stage, repairer);
    stage.directory.change(repairer.employeeId, { active: false });
    return ask();
  },
  'directory-down': async (stage) => {
    const { ask } = await wait(stage);
    stage.directory.setAway(true);
    return ask();
  },
};

/** Somebody whose supervisor was asked, and what the supervisor reads. */
async function asked(stage: Stage, person: DirectoryEntry = employee) {
  const token = await stage.signIn(supervisor);
  const waiting = await wait(stage, person);
  const answer = await waiting.ask();
  const comparisonCode = answer.kind === 'answered' ? (answer.body.confirmation.comparisonCode ?? '') : '';
  const judge = (by: string, code = comparisonCode): ReturnType<Client['judgeConfirmation']> => {
    const body = { verdict: 'confirm', comparisonCode: code } as const;
    return stage.client.judgeConfirmation({ params: waiting.params, token: by, body });
  };
  return { ...waiting, token, comparisonCode, judge };
}

function otherThan(code: string): string {
  return code === '0000' ? '1111' : '0000';
}

export const redeemConfirmation: Scenarios = {
  202: async (stage) => (await wait(stage)).redeem(),
  201: async (stage) => {
    const { judge, token, redeem } = await asked(stage, colleague);
    await judge(token);
    return redeem();
  },
  'confirmation-over': ({ client }) => client.redeemConfirmation(over),
  'too-many-attempts': async (stage) => {
    const { judge, token, redeem } = await asked(stage, specialist);
    await judge(token);
    for (let count = 0; count < 12; count += 1) await redeem();
    return redeem();
  },
  'access-refused': async (stage) => {
    const { redeem } = await wait(stage, repairer);
    stage.directory.change(repairer.employeeId, { active: false });
    return redeem();
  },
  'directory-down': async (stage) => {
    const { redeem } = await wait(stage);
    stage.directory.setAway(true);
    return redeem();
  },
};

export const listConfirmations: Scenarios = {
  200: async (stage) => stage.client.listConfirmations({ token: await stage.signIn(supervisor) }),
  'not-permitted': async (stage) => stage.client.listConfirmations({ token: await stage.signIn(specialist) }),
  'session-ended': ({ client }) => client.listConfirmations({ token: 'none' }),
  'directory-down': async (stage) => {
    const { token } = await asked(stage);
    stage.directory.setAway(true);
    return stage.client.listConfirmations({ token });
  },
};

export const judgeConfirmation: Scenarios = {
  204: async (stage) => {
    const { judge, token } = await asked(stage);
    return judge(token);
  },
  'not-permitted': async (stage) => {
    const { judge } = await asked(stage);
    return judge(await stage.signIn(specialist));
  },
  'confirmation-over': async (stage) => {
    const { judge, token, comparisonCode } = await asked(stage, colleague);
    return judge(token, otherThan(comparisonCode));
  },
  'session-ended': async (stage) => (await asked(stage, repairer)).judge('none'),
  'too-many-attempts': async (stage) => {
    const { judge, token } = await asked(stage, second);
    for (let count = 0; count < 10; count += 1) await judge(token, '0000');
    return judge(token, '0000');
  },
  'directory-down': async (stage) => {
    const { judge, token } = await asked(stage, colleague);
    stage.directory.setAway(true);
    return judge(token);
  },
};
