import { answered } from './answered.ts';
import type { GatewayHandlers } from './handler.ts';
import type { UseCases } from './use-cases.ts';

type ConsultationHandlers = Pick<
  GatewayHandlers,
  'openConsultation' | 'joinConsultation' | 'mirrorMessages' | 'closeConsultation'
>;

/** Consultations, each of which is changed and documented by one call at a time. */
export function consultationHandlers(useCases: UseCases): ConsultationHandlers {
  const subject = ({ params }: { readonly params: { readonly consultation: string } }) =>
    `consultation:${params.consultation}`;
  return {
    openConsultation: {
      subject,
      async handle({ caller, params: { number, consultation: consultationId } }) {
        const outcome = await useCases.openConsultation({ caller, number, consultationId });
        return outcome.kind === 'refused' ? outcome : answered(200, { grant: outcome.grant });
      },
    },
    joinConsultation: {
      subject,
      async handle({ caller, params: { number, consultation: consultationId } }) {
        const outcome = await useCases.joinConsultation({ caller, number, consultationId });
        return outcome.kind === 'refused' ? outcome : answered(200, {});
      },
    },
    mirrorMessages: {
      subject,
      async handle({ caller, params: { number, consultation: consultationId }, body }) {
        const outcome = await useCases.mirrorMessages({ caller, number, consultationId, body });
        if (outcome.kind === 'refused') return outcome;
        return answered(201, { commentId: outcome.commentId, filesRefused: [...outcome.filesRefused] });
      },
    },
    closeConsultation: {
      subject,
      async handle({ caller, params: { number, consultation: consultationId }, body: closing }) {
        const outcome = await useCases.closeConsultation({ caller, number, consultationId, closing });
        return outcome.kind === 'refused' ? outcome : answered(200, { commentId: outcome.commentId });
      },
    },
  };
}
