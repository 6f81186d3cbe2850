import type { DeclaredFile } from '@desk/contract';
import type { DeskTicketFile, DeskTickets } from '../ports/desk-tickets.ts';
import type { TicketReader, TicketWriter } from '../ports/tracker.ts';
import type { Uploads } from '../ports/uploads.ts';

export interface AttachFilesPorts {
  readonly tickets: DeskTickets;
  readonly reader: TicketReader;
  readonly writer: TicketWriter;
  readonly uploads: Uploads;
}

export interface FilesToAttach {
  readonly reference: string;
  readonly number: string;
  readonly declared: readonly DeclaredFile[];
  readonly states: readonly DeskTicketFile[];
}

export type AttachOutcome =
  /** `refused`: uploads the tracker will not have. */
  | { readonly kind: 'done'; readonly refused: readonly string[] }
  | { readonly kind: 'later'; readonly why: 'down' | 'unknown'; readonly retryAfterMs: number };

type FileState = DeskTicketFile['state'];

const retryAfterMsDefault = 10_000;

/** Attaches each file once, in order, going on where an earlier attempt stopped: what it may have sent is listed first. */
export function attachFiles(ports: AttachFilesPorts) {
  return async (files: FilesToAttach): Promise<AttachOutcome> => {
    const states = new Map(files.states.map(({ uploadId, state }) => [uploadId, state]));
    if ([...states.values()].includes('sending')) {
      const settled = await settleSending(ports, files, states);
      if (settled) return settled;
    }
    for (const file of files.declared) {
      const state = states.get(file.uploadId) ?? 'waiting';
      if (state === 'attached' || state === 'refused') continue;
      const sent = await send(ports, files, file);
      if (typeof sent !== 'string') return sent;
      states.set(file.uploadId, sent);
    }
    const refused = files.declared.filter(({ uploadId }) => states.get(uploadId) === 'refused');
    return { kind: 'done', refused: refused.map(({ uploadId }) => uploadId) };
  };
}

async function send(
  { tickets, writer, uploads }: AttachFilesPorts,
  { reference, number }: FilesToAttach,
  { uploadId, name, bytes }: DeclaredFile,
): Promise<'attached' | 'refused' | Extract<AttachOutcome, { kind: 'later' }>> {
  await tickets.saveFile(reference, { uploadId, state: 'sending' });
  const outcome = await writer.attach(number, { name, bytes, open: () => uploads.open(uploadId) });
  switch (outcome.kind) {
    case 'attached':
    case 'refused':
      await tickets.saveFile(reference, { uploadId, state: outcome.kind });
      return outcome.kind;
    case 'down':
      await tickets.saveFile(reference, { uploadId, state: 'waiting' });
      return { kind: 'later', why: 'down', retryAfterMs: outcome.retryAfterMs ?? retryAfterMsDefault };
    case 'unknown':
      return { kind: 'later', why: 'unknown', retryAfterMs: retryAfterMsDefault };
  }
}

/** A file counts as sent if the ticket holds one more of that name and size than is accounted for. */
async function settleSending(
  { tickets, reader }: AttachFilesPorts,
  { reference, number, declared }: FilesToAttach,
  states: Map<string, FileState>,
): Promise<Extract<AttachOutcome, { kind: 'later' }> | null> {
  const read = await reader.read(number);
  if (read.kind !== 'read') return { kind: 'later', why: 'down', retryAfterMs: retryAfterMsDefault };
  const unaccounted = read.text.files.map(({ name, bytes }) => `${bytes} ${name}`);
  const take = ({ name, bytes }: DeclaredFile): boolean => {
    const index = unaccounted.indexOf(`${bytes} ${name}`);
    if (index >= 0) unaccounted.splice(index, 1);
    return index >= 0;
  };
  for (const file of declared) if (states.get(file.uploadId) === 'attached') take(file);
  for (const file of declared) {
    if (states.get(file.uploadId) !== 'sending') continue;
    const state = take(file) ? 'attached' : 'waiting';
    states.set(file.uploadId, state);
    await tickets.saveFile(reference, { uploadId: file.uploadId, state });
  }
  return null;
}
