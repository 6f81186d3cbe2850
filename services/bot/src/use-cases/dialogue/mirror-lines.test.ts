import { expect, it } from 'vitest';
import type { ChatContent, StoredChatMessage } from '../../ports/consultations.ts';
import { linesOf, takeBatch } from './mirror-lines.ts';

const file = { telegramFileId: 'F', name: 'план.pdf', mime: 'application/pdf', bytes: 10 };

function said(id: string, content: Partial<ChatContent>, change: Partial<StoredChatMessage> = {}): StoredChatMessage {
  return {
    ...{ id, consultationId: 'c', senderId: 'p', side: 'employee', albumId: null, quoteOf: null, sentAt: 0, seq: 1 },
    content: { kind: 'text', text: null, file: null, ...content },
    ...{ from: { chatId: 1, messageId: 1 }, to: null, delivery: 'delivered', batchId: null, synced: false },
    ...{ editedAt: null, ...change },
  };
}

const many = (count: number, content: Partial<ChatContent>) =>
  Array.from({ length: count }, (_, index) => said(`m${index}`, content));

it.each([
  { what: 'fifty messages', unsynced: many(60, { text: 'так' }), taken: 50 },
  { what: '20,000 characters', unsynced: many(10, { text: 'я'.repeat(4_000) }), taken: 5 },
  { what: 'ten files', unsynced: many(12, { kind: 'photo', file }), taken: 10 },
  { what: 'all there is', unsynced: many(3, { text: 'так' }), taken: 3 },
])('a comment holds no more than $what', ({ unsynced, taken }) => {
  expect(takeBatch(unsynced)).toEqual(unsynced.slice(0, taken));
});

it('a correction brings no file a second time', () => {
  const corrections = many(12, { kind: 'photo', file }).map((each) => ({ ...each, editedAt: 1 }));
  expect(takeBatch(corrections)).toHaveLength(12);
});

const needs = (upload: 'uploaded' | 'too-large' | 'grant-refused') => ({
  people: { findById: async () => null },
  ids: { next: () => 'id', derive: (...words: readonly string[]) => words.join(':') },
  consultationDesk: {
    upload: async (_grant: string, { uploadId, name }: { readonly uploadId: string; readonly name: string }) => {
      if (upload === 'uploaded') return { kind: 'uploaded', file: { uploadId, name, bytes: 10, sha256: 'x' } } as const;
      if (upload === 'too-large') return { kind: 'file-refused', reason: 'too-large' } as const;
      return { kind: 'grant-refused' } as const;
    },
  },
});
const batch = { id: 'b', consultationId: 'c', messages: [said('m', { kind: 'document', text: 'Ось', file })] };

it('a file goes along under the same name at every attempt', async () => {
  const lines = await linesOf(needs('uploaded'), 'grant', batch);
  expect(lines).toMatchObject({ kind: 'lines', lines: [{ text: 'Ось', files: [{ uploadId: 'chat-file:m' }] }] });
});

it('a file that nobody will have is named in the words', async () => {
  const lines = await linesOf(needs('too-large'), 'grant', batch);
  expect(lines).toMatchObject({ kind: 'lines', lines: [{ text: 'Ось [план.pdf]', files: [] }] });
});

it('whoever was erased is nobody the gateway knows', async () => {
  const lines = await linesOf(needs('uploaded'), 'grant', batch);
  expect(lines).toMatchObject({ lines: [{ authorEmployeeId: 'unknown' }] });
});

it('without permission there are no lines', async () => {
  expect(await linesOf(needs('grant-refused'), 'grant', batch)).toEqual({ kind: 'grant-refused' });
});
