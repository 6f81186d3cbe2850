import type { CommentToWrite, CommentWriter } from '../../src/ports/comment-writer.ts';
import type { CommentVisibility } from '../../src/ports/desk-comments.ts';
import type { TrackerAccount, TrackerFile, TrackerTrouble } from '../../src/ports/tracker.ts';

export interface FakeComment {
  readonly id: string;
  /** Null: written in the tracker itself. */
  readonly message: string | null;
  readonly author: TrackerAccount;
  readonly text: string;
  readonly visibility: CommentVisibility;
  /** Files alone so far; `internal` meanwhile. */
  readonly staged: boolean;
  readonly files: readonly { readonly id: string; readonly name: string; readonly bytes: number }[];
  readonly createdAt: number;
  readonly editedAt: number;
}

export interface FakeComments {
  readonly writer: CommentWriter;
  /** Oldest first. */
  list(number: string): readonly FakeComment[];
  /** What somebody does in the tracker itself. */
  add(number: string, comment: Pick<FakeComment, 'text' | 'visibility' | 'author'>): FakeComment;
  change(number: string, id: string, change: Partial<Pick<FakeComment, 'text' | 'visibility'>>): void;
  remove(number: string, id: string): void;
}

/** What the comments need of the tracker they belong to. */
export interface FakeCommentsOptions {
  readonly now: () => number;
  readonly serviceAccount: TrackerAccount;
  carryOut<Done>(
    write: keyof CommentWriter,
    on: string,
    act: () => Done | TrackerTrouble,
  ): Promise<Done | TrackerTrouble>;
  down(): TrackerTrouble | null;
  isThere(number: string): boolean;
  /** The ticket changed, and has these files from now on as well. */
  touch(number: string, files?: FakeComment['files']): void;
}

/** Of a small tracker, so that a test reaches it. */
const textCharactersMax = 8_000;

const notFound = { kind: 'refused', reason: 'not-found' } as const;

/** The comments of a tracker in memory. */
export function createFakeComments(tracker: FakeCommentsOptions): FakeComments {
  const { now, serviceAccount } = tracker;
  const kept = new Map<string, FakeComment[]>();
  const temporary = new Map<string, { readonly name: string; readonly bytes: number }>();
  let count = 1_000;
  const nextId = () => {
    count += 1;
    return String(count);
  };

  function add(number: string, content: Omit<FakeComment, 'id' | 'createdAt' | 'editedAt'>): FakeComment {
    const comment = { ...content, id: nextId(), createdAt: now(), editedAt: now() };
    kept.set(number, [...(kept.get(number) ?? []), comment]);
    tracker.touch(number, comment.files);
    return comment;
  }

  function change(number: string, id: string, changed: Partial<FakeComment>): boolean {
    const comments = kept.get(number) ?? [];
    if (!comments.some((comment) => comment.id === id)) return false;
    const edited = (comment: FakeComment) => ({ ...comment, ...changed, editedAt: now() });
    kept.set(
      number,
      comments.map((comment) => (comment.id === id ? edited(comment) : comment)),
    );
    tracker.touch(number);
    return true;
  }

  const own = ({ message, text, visibility }: CommentToWrite) =>
    ({ message, text, visibility, author: serviceAccount, staged: false }) as const;

  const writer: CommentWriter = {
    fits: (text) => text.length <= textCharactersMax,
    post: (number, comment) =>
      tracker.carryOut('post', number, () =>
        tracker.isThere(number)
          ? { kind: 'posted', commentId: add(number, { ...own(comment), files: [] }).id }
          : notFound,
      ),
    async upload(file) {
      const bytes = await countBytes(file);
      return tracker.carryOut('upload', file.name, () => {
        const temporaryId = `temporary-${nextId()}`;
        temporary.set(temporaryId, { name: file.name, bytes });
        return { kind: 'uploaded', temporaryId };
      });
    },
    stage: (number, message, temporaryIds) =>
      tracker.carryOut('stage', number, () => {
        if (!tracker.isThere(number)) return notFound;
        const files = temporaryIds.flatMap((id) => {
          const file = temporary.get(id);
          return file ? [{ id: nextId(), ...file }] : [];
        });
        if (files.length !== temporaryIds.length) return { kind: 'refused', reason: 'invalid' };
        for (const id of temporaryIds) temporary.delete(id);
        const { id } = add(number, {
          ...own({ message, text: '', visibility: 'internal' }),
          staged: true,
          files,
        });
        return { kind: 'staged', commentId: id };
      }),
    publish: (number, commentId, comment) =>
      tracker.carryOut('publish', number, () =>
        change(number, commentId, own(comment)) ? { kind: 'posted' } : notFound,
      ),
    edit: (number, commentId, text) =>
      tracker.carryOut('edit', number, () => (change(number, commentId, { text }) ? { kind: 'edited' } : notFound)),
    async readBack(number, commentId, message) {
      const comment = kept.get(number)?.find((each) => each.id === commentId && each.message === message);
      return tracker.down() ?? (comment ? { kind: 'read', text: comment.text } : notFound);
    },
    async find(number, message, since) {
      const down = tracker.down();
      if (down) return down;
      if (!tracker.isThere(number)) return notFound;
      const comment = kept.get(number)?.find((each) => each.message === message && each.createdAt >= since);
      return { kind: 'found', comment: comment ? { id: comment.id, staged: comment.staged } : null };
    },
  };

  return {
    writer,
    list: (number) => kept.get(number) ?? [],
    add: (number, content) => add(number, { ...content, message: null, staged: false, files: [] }),
    change: (number, id, changed) => void change(number, id, changed),
    remove(number, id) {
      kept.set(
        number,
        (kept.get(number) ?? []).filter((comment) => comment.id !== id),
      );
      tracker.touch(number);
    },
  };
}

export async function countBytes(file: TrackerFile): Promise<number> {
  let bytes = 0;
  for await (const chunk of file.open()) bytes += chunk.byteLength;
  return bytes;
}
