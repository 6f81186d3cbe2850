import type { Remark, UploadedFile } from '../../src/ports/gateway-desk.ts';
import type { CommentOrder, WritingDesk } from '../../src/ports/writing-desk.ts';
import { call, down, type GatewayState } from './gateway-state.ts';
import { findLive } from './memory-session-desk.ts';
import { changeTicketInTracker } from './memory-ticket-desk.ts';
import { commentsInTracker } from './tracker-comments.ts';
import { writeRemark } from './write-remark.ts';

/** Exactly once by the marker, as the gateway promises; and everybody may, unless a test says otherwise. */
export function memoryWritingDesk(gateway: GatewayState): WritingDesk {
  const { filed } = gateway;
  const touch = (number: string) => changeTicketInTracker(gateway, number, {});
  const { edit } = commentsInTracker(gateway, touch);

  function during<Answer>(token: string, number: string, carryOut: (by: string) => Answer) {
    return call(gateway, () => {
      const session = findLive(gateway, token);
      if (session === null) return { kind: 'session-ended' } as const;
      if (gateway.tracker === 'down') return down;
      if (!filed.has(number)) return { kind: 'refused', reason: 'not-found' } as const;
      if (gateway.refusing === 'not-permitted') return { kind: 'refused', reason: 'not-permitted' } as const;
      if (gateway.refusing === 'invalid') return { kind: 'refused', reason: 'invalid' } as const;
      return carryOut(session.employeeId);
    });
  }

  function find(number: string, message: string) {
    return gateway.comments.get(number)?.find((comment) => comment.message === message);
  }

  function write(number: string, by: string, remark: Remark | null, files: readonly UploadedFile[] = []): void {
    writeRemark(gateway, touch, { number, by, remark, files });
  }

  return {
    comment: (token, order: CommentOrder) =>
      during(token, order.number, (by) => {
        const missing = order.files.find(({ uploadId }) => !gateway.uploads.has(uploadId));
        if (missing) return { kind: 'upload-missing', uploadId: missing.uploadId } as const;
        const left = order.files.filter(({ uploadId }) => gateway.filesLeftOut.has(uploadId));
        const files = order.files.filter((file) => !left.includes(file));
        write(order.number, by, order, files);
        return { kind: 'commented', filesRefused: left.map(({ uploadId }) => uploadId) } as const;
      }),
    edit: (token, { number, message, text }) =>
      during(token, number, (by) => {
        const before = find(number, message);
        if (before?.authorEmployeeId !== by) return { kind: 'refused', reason: 'not-found' } as const;
        edit(number, before.id, text);
        return { kind: 'edited' } as const;
      }),
    prioritise: (token, { number, priority, remark: said }) =>
      during(token, number, (by) => {
        write(number, by, said);
        return { kind: 'changed', state: changeTicketInTracker(gateway, number, { priority }) } as const;
      }),
    transfer: (token, { number, team, remark: said }) =>
      during(token, number, (by) => {
        write(number, by, said);
        const change = { team, assigneeEmployeeId: null };
        return { kind: 'changed', state: changeTicketInTracker(gateway, number, change) } as const;
      }),
    addParticipant: (token, { number, who }) =>
      during(token, number, () => {
        const found = [...gateway.directory].find(([phone, { employeeId }]) => phone === who || employeeId === who);
        if (!found) return { kind: 'person-unknown' } as const;
        const before = gateway.participants.get(number) ?? [];
        gateway.participants.set(number, [...new Set([...before, found[1].employeeId])]);
        const state = changeTicketInTracker(gateway, number, {});
        return { kind: 'added', displayName: found[1].displayName, state } as const;
      }),
  };
}
