import { answered } from './answered.ts';
import type { GatewayHandlers } from './handler.ts';
import type { UseCases } from './use-cases.ts';

/** What people ask about themselves. */
export function privacyHandlers(useCases: UseCases): Pick<GatewayHandlers, 'readOwnData' | 'erasePerson'> {
  return {
    readOwnData: {
      async handle({ caller }) {
        return answered(200, await useCases.readOwnData(caller));
      },
    },
    erasePerson: {
      async handle({ caller }) {
        const outcome = await useCases.erasePerson(caller);
        return outcome.kind === 'refused' ? outcome : answered(204, undefined);
      },
    },
  };
}
