import { expect, test } from 'vitest';
import { aNewTicket } from '../../../test/conformance/tracker-under-test.ts';
import { people, startSimulatedOpenProject } from '../../../test/openproject/start-simulator.ts';

const aggregationMs = 5 * 60_000;

test('what a specialist changes after a comment is no edit of it; other words are', async () => {
  const { simulator, tracker, advance, now } = await startSimulatedOpenProject({ simulator: { aggregationMs } });
  try {
    await tracker.writer.create(aNewTicket());
    const agent = simulator.agent(people.specialist.id);
    advance(aggregationMs);
    const { id } = agent.comment('1', 'Замінив роутер.');
    const createdAt = now();
    advance(30_000);
    agent.move('1', 'Resolved');
    const read = () => tracker.looks.readComment('1', id);
    expect(await read()).toMatchObject({ comment: { id, text: 'Замінив роутер.', createdAt, editedAt: createdAt } });
    advance(aggregationMs);
    const later = agent.comment('1', 'Перевірте.').id;
    advance(1_000);
    agent.editComment(later, 'Перевірте, будь ласка.');
    expect(await tracker.looks.readComment('1', later)).toMatchObject({ comment: { editedAt: now() } });
  } finally {
    await simulator.close();
  }
});

test('a comment that joined an earlier change of the desk’s own is found all the same', async () => {
  const { simulator, tracker, advance, now } = await startSimulatedOpenProject({ simulator: { aggregationMs } });
  try {
    await tracker.writer.create(aNewTicket());
    advance(aggregationMs - 1);
    const comment = { message: crypto.randomUUID(), text: 'Дивимося.', visibility: 'public' } as const;
    const posted = await tracker.commentWriter.post('1', comment);
    expect(posted).toMatchObject({ kind: 'posted' });
    expect(await tracker.commentWriter.find('1', comment.message, now())).toMatchObject({ comment: { staged: false } });
    expect(await tracker.looks.look('1')).toMatchObject({ around: { comments: [{ message: comment.message }] } });
  } finally {
    await simulator.close();
  }
});
