import type { Remark } from '@desk/contract';
import type { PersonCaller, ServiceCaller } from '../../use-cases/caller.ts';
import { answered } from './answered.ts';
import type { GatewayHandlers } from './handler.ts';
import type { UseCases } from './use-cases.ts';

type ChangeHandlers = Pick<
  GatewayHandlers,
  | 'assignTicket'
  | 'moveTicket'
  | 'prioritiseTicket'
  | 'transferTicket'
  | 'addParticipant'
  | 'addComment'
  | 'editComment'
>;

/** What people do to a ticket. Changes of one ticket come one at a time; words are kept apart by their own id. */
export function changeHandlers(useCases: UseCases): ChangeHandlers {
  const subject = ({ params }: { readonly params: { readonly number: string } }) => `ticket:${params.number}`;
  return {
    assignTicket: {
      subject,
      async handle(call) {
        const { assignee, expected } = call.body;
        const outcome = await useCases.assignTicket({ ...orderOf(call), assignee, expected });
        return outcome.kind === 'refused' ? outcome : answered(200, { ticket: outcome.ticket });
      },
    },
    moveTicket: {
      subject,
      async handle(call) {
        const outcome = await useCases.moveTicket(orderOf(call), call.body.to);
        return outcome.kind === 'refused' ? outcome : answered(200, { ticket: outcome.ticket });
      },
    },
    prioritiseTicket: {
      subject,
      async handle(call) {
        const outcome = await useCases.prioritiseTicket(orderOf(call), call.body.priority);
        return outcome.kind === 'refused' ? outcome : answered(200, { ticket: outcome.ticket });
      },
    },
    transferTicket: {
      subject,
      async handle(call) {
        const outcome = await useCases.transferTicket(orderOf(call), call.body.team);
        return outcome.kind === 'refused' ? outcome : answered(200, { ticket: outcome.ticket });
      },
    },
    addParticipant: {
      subject,
      async handle({ caller, params, body }) {
        const outcome = await useCases.addParticipant({ caller, number: params.number, who: body.who });
        if (outcome.kind === 'refused') return outcome;
        const { employeeId, displayName, ticket } = outcome;
        return answered(200, { employeeId, displayName, ticket });
      },
    },
    ...commentHandlers(useCases),
  };
}

function commentHandlers(useCases: UseCases): Pick<ChangeHandlers, 'addComment' | 'editComment'> {
  return {
    addComment: {
      subject: ({ body }) => `message:${body.message}`,
      async handle({ caller, params, body, digest: bodyDigest }) {
        const outcome = await useCases.addComment({ caller, number: params.number, body, bodyDigest });
        if (outcome.kind === 'refused') return outcome;
        const { commentId, filesRefused, ticket } = outcome;
        return answered(201, { commentId, filesRefused: [...filesRefused], ticket });
      },
    },
    editComment: {
      subject: ({ params }) => `message:${params.message}`,
      async handle({ caller, params, body }) {
        const outcome = await useCases.editComment({ caller, ...params, text: body.text });
        return outcome.kind === 'refused' ? outcome : answered(200, { commentId: outcome.commentId });
      },
    },
  };
}

interface OrderCall<C extends PersonCaller | ServiceCaller> {
  readonly caller: C;
  readonly params: { readonly number: string };
  readonly body: { readonly remark: Remark | null };
  readonly digest: string;
  readonly resumed: boolean;
}

function orderOf<C extends PersonCaller | ServiceCaller>({ caller, params, body, digest, resumed }: OrderCall<C>) {
  return { caller, number: params.number, remark: body.remark, bodyDigest: digest, resumed };
}
