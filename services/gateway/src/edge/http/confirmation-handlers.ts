import { answered } from './answered.ts';
import type { GatewayHandlers } from './handler.ts';
import type { UseCases } from './use-cases.ts';

type ConfirmationHandlers = Pick<
  GatewayHandlers,
  'submitCode' | 'sendCode' | 'askSupervisor' | 'redeemConfirmation' | 'listConfirmations' | 'judgeConfirmation'
>;

/** What whoever signs in does to be confirmed, and what their supervisor does for them. */
export function confirmationHandlers(useCases: UseCases): ConfirmationHandlers {
  return {
    submitCode: {
      async handle({ params, body }) {
        const outcome = await useCases.submitCode({ ...params, ...body });
        return outcome.kind === 'refused' ? outcome : answered(201, outcome.answer);
      },
    },
    sendCode: {
      async handle({ params, body }) {
        const outcome = await useCases.sendCode({ ...params, ...body });
        return outcome.kind === 'refused' ? outcome : answered(200, { confirmation: outcome.confirmation });
      },
    },
    askSupervisor: {
      async handle({ params, body }) {
        const outcome = await useCases.askSupervisor({ ...params, ...body });
        return outcome.kind === 'refused' ? outcome : answered(200, { confirmation: outcome.confirmation });
      },
    },
    redeemConfirmation: {
      async handle({ params, body }) {
        const outcome = await useCases.redeemConfirmation({ ...params, ...body });
        switch (outcome.kind) {
          case 'opened':
            return answered(201, outcome.answer);
          case 'not-yet':
            return answered(202, { confirmation: outcome.confirmation });
          case 'refused':
            return outcome;
        }
      },
    },
    listConfirmations: {
      async handle({ caller }) {
        const outcome = await useCases.listConfirmations(caller);
        return outcome.kind === 'refused' ? outcome : answered(200, { waiting: [...outcome.waiting] });
      },
    },
    judgeConfirmation: {
      async handle({ caller, params, body }) {
        const outcome = await useCases.judgeConfirmation(caller, { ...params, ...body });
        return outcome.kind === 'refused' ? outcome : answered(204, undefined);
      },
    },
  };
}
