import type { CommentDesk } from '../../ports/gateway-desk.ts';
import type { GatewayClient } from './gateway-client.ts';
import { troubleOf } from './gateway-trouble.ts';
import { readMark } from './ticket-state.ts';

export function createCommentDesk(gateway: GatewayClient): CommentDesk {
  return {
    async readFile(token, number, fileId) {
      const outcome = await gateway.readFile({ params: { number, fileId }, token });
      if (outcome.kind === 'answered') return { kind: 'read', file: outcome.body };
      if (outcome.kind === 'refused') {
        const { code } = outcome.problem;
        if (code === 'session-ended') return { kind: 'session-ended' };
        if (code === 'file-too-large') return { kind: 'refused', reason: 'too-large' };
        if (code === 'not-found' || code === 'not-permitted') return { kind: 'refused', reason: code };
      }
      return troubleOf(outcome);
    },

    async readNote(token, number, message) {
      const outcome = await gateway.readNote({ params: { number, message }, token });
      if (outcome.kind === 'answered') return { kind: 'read', ...outcome.body.note };
      if (outcome.kind === 'refused') {
        const { code } = outcome.problem;
        if (code === 'session-ended') return { kind: 'session-ended' };
        if (code === 'not-found' || code === 'not-permitted') return { kind: 'refused', reason: code };
      }
      return troubleOf(outcome);
    },

    async readComment(token, number, commentId) {
      const outcome = await gateway.readComment({ params: { number, commentId }, token });
      if (outcome.kind === 'answered') return { kind: 'read', comment: readMark(outcome.body.comment) };
      if (outcome.kind === 'refused') {
        const { code } = outcome.problem;
        if (code === 'session-ended') return { kind: 'session-ended' };
        if (code === 'not-found' || code === 'not-permitted') return { kind: 'refused', reason: code };
      }
      return troubleOf(outcome);
    },
  };
}
