import { describe, expect, it } from 'vitest';
import { aBatch, aLine } from '../../test/builders/dialogue.ts';
import { aUuid } from '../../test/fakes/system.ts';
import { consultationId, startTalk } from '../../test/fakes/talk.ts';
import { grantLimits } from './grant-limits.ts';

describe('a file under a grant', () => {
  const upload = async (
    { contract, use }: Awaited<ReturnType<typeof startTalk>>,
    id: number,
    content: string,
    name = 'notes.txt',
  ) => {
    const { caller } = await use();
    const file = { uploadId: aUuid(id), name, content: new Blob([content]).stream() };
    return contract.receiveUpload(caller, file);
  };

  it('is the employee’s, and goes with the dialogue', async () => {
    const talk = await startTalk();
    expect(await upload(talk, 1, 'content')).toMatchObject({ kind: 'received', upload: { employeeId: 'e-1' } });
    const { sha256, bytes } = (await talk.uploads.find(aUuid(1))) ?? { sha256: '', bytes: 0 };
    const files = [{ uploadId: aUuid(1), name: 'notes.txt', sha256, bytes }];
    expect(await talk.mirror(aBatch({ lines: [aLine({ files })] }))).toMatchObject({
      kind: 'mirrored',
      filesRefused: [],
    });
  });

  it('that is more than the grant is good for is not kept', async () => {
    const talk = await startTalk();
    const bytes = grantLimits.most.bytes - 5;
    await talk.consultations.spend(consultationId, { id: aUuid(9), messages: 0, bytes }, { messages: 0, bytes });
    expect(await upload(talk, 1, 'x'.repeat(5))).toMatchObject({ kind: 'received' });
    expect(await upload(talk, 2, 'x')).toMatchObject({ code: 'grant-refused' });
    expect(await talk.uploads.find(aUuid(2))).toBeNull();
    expect(talk.audit.acts().at(-1)).toBe('access-refused refused upload-too-much');
  });

  it('is refused once the dialogue is closed', async () => {
    const talk = await startTalk();
    await talk.close();
    expect(await upload(talk, 1, 'content')).toMatchObject({ code: 'grant-refused' });
    expect(await talk.uploads.find(aUuid(1))).toBeNull();
  });

  it('that is not what it seems is refused, and noted for reviewers', async () => {
    const talk = await startTalk();
    expect(await upload(talk, 1, 'MZ', 'setup.exe')).toMatchObject({ code: 'file-forbidden', uploadId: aUuid(1) });
    expect(talk.audit.acts().at(-1)).toBe('file-refused refused kind');
  });

  it('that nobody can look at for viruses may come again', async () => {
    const talk = await startTalk();
    const refused = await upload(talk, 1, 'content', 'notes.unchecked');
    expect(refused).toMatchObject({ code: 'overloaded', retryAfterSeconds: 30 });
    expect(await talk.uploads.find(aUuid(1))).toBeNull();
  });
});
