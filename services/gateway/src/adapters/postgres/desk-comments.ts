import { z } from 'zod';
import type {
  BeginCommentOutcome,
  CommentIntent,
  CommentStep,
  DeskComment,
  DeskComments,
} from '../../ports/desk-comments.ts';
import { erasedId } from '../../ports/person-records.ts';
import { auditLines } from './append-audit.ts';
import type { Database, Transaction } from './connect-database.ts';
import type { DeskComment as DeskCommentRow } from './generated/client.ts';

const StepKind = z.enum(['intended', 'posting', 'staged', 'posted']);
const Visibility = z.enum(['public', 'internal']);

export function createDeskComments(database: Database): DeskComments {
  return {
    async begin(intent) {
      // Nearly always nobody has begun it before: one statement, which is a transaction by itself.
      if (await insert(database, intent)) return { kind: 'begun', comment: newComment(intent) };
      return database.$transaction((transaction) => beginAgain(transaction, intent));
    },

    async find(message) {
      const row = await database.deskComment.findUnique({ where: { message } });
      return row && readRow(row);
    },

    async saveStep(message, step) {
      await database.deskComment.update({ where: { message }, data: stepColumns(step) });
    },

    async finish(message, { commentId, filesRefused }, audit) {
      await database.$executeRaw`
        with posted as (
          update desk_comments
          set step = 'posted', comment_id = ${commentId}, files_refused = ${[...filesRefused]}::uuid[],
            attempted_at = null, lookups = 0
          where message = ${message}::uuid and step <> 'posted' returning message
        )
        insert into audit_pending (entry) select entry from posted, unnest(${auditLines([audit])}::text[]) as entry`;
    },

    async findAuthors(messages) {
      const where = { message: { in: [...messages] }, consultation: null, employeeId: { not: erasedId } };
      const rows = await database.deskComment.findMany({ where, select: { message: true, employeeId: true } });
      return new Map(rows.map(({ message, employeeId }) => [message, employeeId]));
    },
  };
}

async function insert(database: Database, intent: CommentIntent): Promise<boolean> {
  const { message, employeeId } = intent;
  const { count } = await database.deskComment.createMany({
    data: [{ message, employeeId, ...intentColumns(intent), ...stepColumns({ kind: 'intended' }) }],
    skipDuplicates: true,
  });
  return count === 1;
}

function newComment({ at: _, ...intent }: CommentIntent): DeskComment {
  return { ...intent, step: { kind: 'intended' } };
}

async function beginAgain(transaction: Transaction, intent: CommentIntent): Promise<BeginCommentOutcome> {
  const { message, employeeId, bodyDigest } = intent;
  const known = await transaction.deskComment.findUniqueOrThrow({ where: { message } });
  if (known.employeeId !== employeeId) return { kind: 'another-person' };
  if (known.bodyDigest === bodyDigest) return { kind: 'begun', comment: readRow(known) };
  if (known.step !== 'intended') return { kind: 'another-body' };
  const row = await transaction.deskComment.update({ where: { message }, data: intentColumns(intent) });
  return { kind: 'begun', comment: readRow(row) };
}

function intentColumns({ number, consultation, visibility, bodyDigest, at }: CommentIntent) {
  return { number, consultation, visibility, bodyDigest, at: new Date(at) };
}

function stepColumns(step: CommentStep) {
  const none = { commentId: null, filesRefused: [], attemptedAt: null, lookups: 0 };
  switch (step.kind) {
    case 'intended':
      return { ...none, step: step.kind };
    case 'posting': {
      const { attemptedAt, lookups, filesRefused } = step;
      return {
        ...none,
        step: step.kind,
        attemptedAt: new Date(attemptedAt),
        lookups,
        filesRefused: [...filesRefused],
      };
    }
    case 'staged':
    case 'posted':
      return { ...none, step: step.kind, commentId: step.commentId, filesRefused: [...step.filesRefused] };
  }
}

function readRow(row: DeskCommentRow): DeskComment {
  const { message, number, employeeId, consultation, bodyDigest } = row;
  const [visibility, step] = [Visibility.parse(row.visibility), readStep(row)];
  return { message, number, employeeId, consultation, visibility, bodyDigest, step };
}

function readStep({ step, commentId, filesRefused, attemptedAt, lookups, at }: DeskCommentRow): CommentStep {
  const kind = StepKind.parse(step);
  switch (kind) {
    case 'intended':
      return { kind };
    case 'posting':
      return { kind, attemptedAt: (attemptedAt ?? at).getTime(), lookups, filesRefused };
    case 'staged':
    case 'posted':
      if (commentId === null) throw new Error(`A comment that is ${kind} has no id.`);
      return { kind, commentId, filesRefused };
  }
}
