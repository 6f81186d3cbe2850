import { type OwnData, ownDataLengthMax } from '@desk/contract';
import { answered } from './answered.ts';
import type { GatewayHandlers } from './handler.ts';
import type { UseCases } from './use-cases.ts';

/** What people ask about themselves. */
export function privacyHandlers(
  useCases: Pick<UseCases, 'readOwnData' | 'erasePerson'>,
): Pick<GatewayHandlers, 'readOwnData' | 'erasePerson'> {
  return {
    readOwnData: {
      async handle({ caller }) {
        const held = await useCases.readOwnData(caller);
        return answered(200, { ...held, audit: held.audit.map(fit) });
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

/** A bot in other hands ships what it likes: nothing that it wrote keeps people from reading what is held of them. */
function fit({ act, on, outcome, reason, ...entry }: OwnData['audit'][number]): OwnData['audit'][number] {
  const { word, phrase } = ownDataLengthMax;
  return {
    ...{ ...entry, act: plain(act, word), outcome: plain(outcome, word) },
    on: on === null ? null : plain(on, phrase),
    reason: reason === null ? null : plain(reason, phrase),
  };
}

/** What takes more than a byte of an answer becomes a question mark. */
function plain(text: string, lengthMax: number): string {
  return text.slice(0, lengthMax).replaceAll(/[^ !#-[\]-~]/g, '?');
}
