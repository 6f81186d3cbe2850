import type { AuditEntry } from '@desk/domain';
import type { FileLine } from '../../ports/file-line.ts';
import type { OutgoingComment, OutgoingContent } from '../../ports/outgoing-comments.ts';
import type { Change, Placement, Plan } from '../../ports/plan.ts';
import type { Button } from '../../ports/screen.ts';
import type { Ids } from '../../ports/system.ts';
import type { WritingScreen } from '../../ports/writing-screen.ts';
import { planOf } from '../compose-plan.ts';
import { uploadIdOf } from '../filing/tell-files-left-out.ts';
import { buttons, press, tell } from '../show-screen.ts';
import { isOpen } from './composition.ts';
import type { Posting } from './posting.ts';
import { writingCard } from './writing-card.ts';

export type CommentRefusal = Extract<WritingScreen, { readonly kind: 'comment-refused' }>['reason'];

/** It is there: the words leave, the prompt says so, and whoever sent files that are missing learns which. */
export function planCommented(
  { ids }: { readonly ids: Ids },
  posting: Posting,
  { filesRefused, content }: { readonly filesRefused: readonly string[]; readonly content: OutgoingContent },
  now: number,
): Plan {
  const { stored, author, effect, number } = posting;
  const { id, ticketId, visibility } = stored.comment;
  const goesOn = visibility === 'public' && isStillWriting(posting, now);
  const screen = { kind: 'comment-added', number: number ?? '', visibility, count: effect.count, goesOn } as const;
  const left = content.parts.filter(
    ({ messageId }) => content.withoutFile.includes(messageId) || filesRefused.includes(uploadIdOf(ids, id, messageId)),
  );
  return planOf({
    changes: [settled(posting, 'sent')],
    effects: [
      ...tell(
        author.person,
        { screen, keyboard: goesOn ? buttons([doneOf(ticketId)]) : null, about: ticketId },
        placeOf(effect, stored.comment.delayTold ? 'in-place' : effect.confirm),
      ),
      ...(left.length === 0
        ? []
        : tell(author.person, {
            screen: { kind: 'files-left-out', number: number ?? '', files: filesOf(left) },
            keyboard: null,
            about: ticketId,
          })),
    ],
    audit: [auditOf(stored.comment, { outcome: 'done', reason: visibility, at: now })],
  });
}

/** Nobody will have it: its author learns why, and the words stay where they wrote them. */
export function planCommentRefused(
  posting: Posting,
  { reason, content }: { readonly reason: CommentRefusal; readonly content: OutgoingContent },
  now: number,
): Plan {
  const { stored, author, number } = posting;
  const files = reason === 'no-files' ? filesOf(content.parts) : [];
  const screen = { kind: 'comment-refused', number: number ?? '', reason, files } as const;
  return planOf({
    changes: [settled(posting, 'refused')],
    effects: tell(author.person, { screen, keyboard: null, about: stored.comment.ticketId }),
    audit: [auditOf(stored.comment, { outcome: 'failed', reason, at: now })],
  });
}

/** What is known by now, and once that it arrives later; null when nothing is new. */
export function planKept(posting: Posting, content: OutgoingContent, now: number): Plan | null {
  const { stored, author, number, effect } = posting;
  const { comment, version } = stored;
  if (comment.delayTold && saysTheSame(content, comment.content)) return null;
  const change: Change = {
    kind: 'save-outgoing',
    comment: { ...comment, content, delayTold: true },
    expected: version,
  };
  if (comment.delayTold) return planOf({ changes: [change] });
  const { ticketId } = comment;
  const view = {
    screen: { kind: 'comment-kept', number: number ?? '' },
    keyboard: isStillWriting(posting, now) ? buttons([doneOf(ticketId)]) : null,
    about: ticketId,
  } as const;
  return planOf({
    changes: [change],
    // Heard, and it is this message that says later that the words have arrived.
    effects: tell(author.person, view, placeOf(effect, 'below')),
    audit: [
      {
        act: 'integration-failed',
        actor: { kind: 'service' },
        on: { kind: 'ticket', id: comment.ticketId },
        outcome: 'failed',
        reason: 'comment-kept',
        at: now,
      },
    ],
  });
}

function saysTheSame(one: OutgoingContent, another: OutgoingContent | null): boolean {
  if (another === null) return false;
  const isUploaded = one.uploaded.length === another.uploaded.length;
  return isUploaded && one.withoutFile.length === another.withoutFile.length;
}

function isStillWriting({ author: { composition }, stored: { comment } }: Posting, now: number): boolean {
  if (composition?.ticketId !== comment.ticketId || composition.purpose.kind !== 'comment') return false;
  return isOpen(composition, now);
}

function doneOf(ticketId: string): Button {
  return press({ kind: 'end-writing', ticketId, how: 'done' });
}

/** Where the prompt stands; what answered a message of the ticket has a place of its own. */
function placeOf({ ticketId, confirm }: Posting['effect'], where: 'in-place' | 'below'): Placement {
  if (confirm === 'in-place') return writingCard(where);
  return { kind: where === 'below' ? 'card-below' : 'card', card: `written:${ticketId}` };
}

/** What its author corrected meanwhile is all that stays. */
function settled({ stored: { comment, version } }: Posting, state: 'sent' | 'refused'): Change {
  const correction = state === 'sent' ? (comment.content?.correction ?? null) : null;
  const content = correction === null ? null : { parts: [], uploaded: [], withoutFile: [], correction };
  return { kind: 'save-outgoing', comment: { ...comment, state, content }, expected: version };
}

function filesOf(parts: OutgoingContent['parts']): readonly FileLine[] {
  return parts.flatMap(({ file }) => (file === null ? [] : [{ kind: file.kind, name: file.name }]));
}

function auditOf(
  { authorId, ticketId }: OutgoingComment,
  rest: Pick<AuditEntry, 'outcome' | 'reason' | 'at'>,
): AuditEntry {
  return {
    act: 'comment-added',
    actor: { kind: 'person', id: authorId },
    on: { kind: 'ticket', id: ticketId },
    ...rest,
  };
}
