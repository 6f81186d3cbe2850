import { describe, expect, it } from 'vitest';
import { aNewTicket } from '../../test/builders/new-ticket.ts';
import { asCaller, colleague, employee, everybody, specialist, supervisor } from '../../test/builders/people.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { aUuid } from '../../test/fakes/system.ts';
import { wireUseCases } from '../wire-use-cases.ts';

/** A ticket with a file of its own, one of a public comment and one of an internal one. */
async function start() {
  const ports = createFakePorts(everybody);
  const { contract } = wireUseCases(ports, testLimits);
  const filed = await contract.fileTicket({ caller: asCaller(employee), body: aNewTicket(), bodyDigest: 'digest' });
  if (filed.kind !== 'filed') throw new Error('The ticket was not filed.');
  const { number } = filed.ticket;
  ports.tracker.changeTicket(number, { assignee: 'account-3' });
  const attach = async (name: string, bytes: number) =>
    ports.writer.attach(number, { name, bytes, open: () => new Blob([new Uint8Array(bytes)]).stream() });
  await attach('own.txt', 5);

  const { commentWriter } = ports;
  for (const [count, visibility] of (['public', 'internal'] as const).entries()) {
    const message = aUuid(count + 1);
    const open = () => new Blob(['content']).stream();
    const uploaded = await commentWriter.upload({ name: `${visibility}.txt`, bytes: 7, open });
    const ids = uploaded.kind === 'uploaded' ? [uploaded.temporaryId] : [];
    const comment = { message, text: `words, ${visibility}`, visibility };
    const staged = await commentWriter.stage(number, comment, ids);
    const commentId = staged.kind === 'staged' ? staged.commentId : '';
    await commentWriter.publish(number, commentId, comment);
  }
  const idOf = (name: string) =>
    ports.tracker
      .tickets()
      .flatMap(({ text }) => text.files)
      .find((file) => file.name === name)?.id ?? '';
  const read = (who: typeof employee, name: string) => contract.readFile(asCaller(who), number, idOf(name));
  return { ...ports, ...contract, number, read, attach };
}

describe('the files of a ticket', () => {
  /**
   * @claim rights Files that colleagues keep among themselves are not even named to whoever asked for the ticket. (ASVS
   * 8.2.3)
   */
  it('that colleagues keep to themselves are not even named to whoever asked for it', async () => {
    const { readTicket, number } = await start();
    const names = async (who: typeof employee) => {
      const outcome = await readTicket(asCaller(who), number);
      return outcome.kind === 'read' ? outcome.answer.files.map(({ name }) => name) : outcome.code;
    };
    expect(await names(employee)).toEqual(['own.txt', 'public.txt']);
    expect(await names(specialist)).toEqual(['own.txt', 'public.txt', 'internal.txt']);
    expect(await names(supervisor)).toEqual(['own.txt', 'public.txt', 'internal.txt']);
  });

  it('come with the latest comments, the public ones', async () => {
    const { readTicket, number } = await start();
    const comment = { text: 'words, public', files: [{ name: 'public.txt', bytes: 7 }] };
    expect(await readTicket(asCaller(specialist), number)).toMatchObject({ answer: { comments: [comment] } });
  });
});

describe('reading a file', () => {
  it('gives what its reader may know of', async () => {
    const { read } = await start();
    for (const name of ['own.txt', 'public.txt']) {
      expect(await read(employee, name)).toMatchObject({ kind: 'opened', file: { name } });
    }
    expect(await read(employee, 'internal.txt')).toMatchObject({ code: 'not-found' });
    expect(await read(specialist, 'internal.txt')).toMatchObject({ kind: 'opened', file: { bytes: 7 } });
  });

  it('follows a comment that turns internal', async () => {
    const { read, tracker, number } = await start();
    const comment = tracker.comments.list(number).find(({ visibility }) => visibility === 'public');
    tracker.comments.change(number, comment?.id ?? '', { visibility: 'internal' });
    expect(await read(employee, 'public.txt')).toMatchObject({ code: 'not-found' });
  });

  it('is for those who may read the ticket, and recorded for those without a part in it', async () => {
    const { read, audit } = await start();
    const before = audit.entries.length;
    expect(await read(colleague, 'own.txt')).toMatchObject({ code: 'not-permitted' });
    expect(await read(supervisor, 'own.txt')).toMatchObject({ kind: 'opened' });
    expect(audit.entries.slice(before)).toMatchObject([
      { act: 'ticket-read', actor: { id: 'e-2' }, outcome: 'refused' },
      { act: 'ticket-read', actor: { id: 'e-5' }, outcome: 'done' },
    ]);
  });

  it('refuses one that is too large, and waits for a tracker that is down', async () => {
    const { read, attach, tracker } = await start();
    await attach('large.txt', 20 * 1024 * 1024 + 1);
    expect(await read(employee, 'large.txt')).toMatchObject({ code: 'file-too-large' });
    tracker.setDown(null);
    expect(await read(employee, 'own.txt')).toMatchObject({ code: 'tracker-down' });
  });
});
