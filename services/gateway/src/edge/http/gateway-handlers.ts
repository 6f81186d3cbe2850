import { contractVersion } from '@desk/contract';
import { answered } from './answered.ts';
import { changeHandlers } from './change-handlers.ts';
import { confirmationHandlers } from './confirmation-handlers.ts';
import { consultationHandlers } from './consultation-handlers.ts';
import type { GatewayHandlers } from './handler.ts';
import { privacyHandlers } from './privacy-handlers.ts';
import type { UseCases } from './use-cases.ts';

/** One row per endpoint of the contract; a missing one does not compile. */
export function gatewayHandlers(useCases: UseCases): GatewayHandlers {
  return {
    ...sessionHandlers(useCases),
    ...confirmationHandlers(useCases),
    ...ticketHandlers(useCases),
    ...changeHandlers(useCases),
    ...consultationHandlers(useCases),
    ...feedHandlers(useCases),
    ...privacyHandlers(useCases),
  };
}

type HandlersOf<K extends keyof GatewayHandlers> = Pick<GatewayHandlers, K>;

function sessionHandlers(useCases: UseCases): HandlersOf<'openSession' | 'renewSession' | 'endSession'> {
  return {
    openSession: {
      async handle({ body }) {
        const outcome = await useCases.openSession(body);
        switch (outcome.kind) {
          case 'opened':
            return answered(201, outcome.answer);
          case 'confirmation-needed':
            return answered(202, { confirmation: outcome.confirmation });
          case 'refused':
            return outcome;
        }
      },
    },
    renewSession: {
      async handle({ caller }) {
        const outcome = await useCases.renewSession(caller.sessionId);
        return outcome.kind === 'refused' ? outcome : answered(200, outcome.answer);
      },
    },
    endSession: {
      async handle({ params }) {
        await useCases.endSession(params.sessionId);
        return answered(204, undefined);
      },
    },
  };
}

function ticketHandlers(
  useCases: UseCases,
): HandlersOf<'putUpload' | 'fileTicket' | 'readTicket' | 'readComment' | 'readNote' | 'readFile'> {
  return {
    putUpload: {
      async handle({ caller, params: { uploadId }, body: content, fileName: name }) {
        const outcome = await useCases.receiveUpload(caller, { uploadId, name, content });
        if (outcome.kind === 'refused') return outcome;
        const { bytes, sha256, mime } = outcome.upload;
        return answered(201, { uploadId, bytes, sha256, mime });
      },
    },
    fileTicket: {
      subject: ({ body }) => `reference:${body.reference}`,
      async handle({ caller, body, digest: bodyDigest }) {
        const outcome = await useCases.fileTicket({ caller, body, bodyDigest });
        switch (outcome.kind) {
          case 'filed':
            return answered(201, { ticket: outcome.ticket, filesRefused: [...outcome.filesRefused] });
          case 'accepted':
            return answered(202, { grant: outcome.grant });
          case 'refused':
            return outcome;
        }
      },
    },
    readTicket: {
      async handle({ caller, params }) {
        const outcome = await useCases.readTicket(caller, params.number);
        return outcome.kind === 'refused' ? outcome : answered(200, outcome.answer);
      },
    },
    readComment: {
      async handle({ caller, params: { number, commentId } }) {
        const outcome = await useCases.readComment(caller, number, commentId);
        return outcome.kind === 'refused' ? outcome : answered(200, outcome.answer);
      },
    },
    readNote: {
      async handle({ caller, params: { number, message } }) {
        const outcome = await useCases.readNote(caller, number, message);
        return outcome.kind === 'refused' ? outcome : answered(200, outcome.answer);
      },
    },
    readFile: {
      async handle({ caller, params: { number, fileId } }) {
        const outcome = await useCases.readFile(caller, number, fileId);
        return outcome.kind === 'refused' ? outcome : answered(200, outcome.file);
      },
    },
  };
}

type FeedHandlers = HandlersOf<
  'listChanges' | 'lookAtTickets' | 'relayHook' | 'readWorkload' | 'shipAudit' | 'readService'
>;

function feedHandlers(useCases: UseCases): FeedHandlers {
  return {
    listChanges: {
      async handle({ query }) {
        const outcome = await useCases.listChanges(query.cursor);
        if (outcome.kind === 'refused') return outcome;
        const { events, cursor, more } = outcome;
        return answered(200, { events, cursor, more });
      },
    },
    lookAtTickets: {
      async handle({ body }) {
        const outcome = await useCases.lookAtTickets(body.numbers);
        return outcome.kind === 'refused' ? outcome : answered(200, { events: outcome.events });
      },
    },
    relayHook: {
      async handle({ body: { headers, query, body } }) {
        const hook = { headers, query, body: Buffer.from(body, 'base64') };
        return answered(200, { outcome: await useCases.forwardHook(hook) });
      },
    },
    readWorkload: {
      async handle({ query }) {
        const outcome = await useCases.readWorkload(query.team);
        return outcome.kind === 'refused'
          ? outcome
          : answered(200, { people: outcome.people, members: outcome.members });
      },
    },
    shipAudit: {
      async handle({ body }) {
        const outcome = await useCases.storeAuditSegment(body.entries);
        return outcome.kind === 'refused' ? outcome : answered(200, { acknowledged: outcome.number });
      },
    },
    readService: {
      async handle() {
        return answered(200, { contractVersion, ...(await useCases.readService()) });
      },
    },
  };
}
