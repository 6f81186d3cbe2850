import { describe, expect, test } from 'vitest';
import { flavours, startSite } from '../../test/start-site.ts';

describe.each(flavours)('acting at Jira’s own pages on %s', (flavour) => {
  test('an agent does everything a page offers', async () => {
    await using site = await startSite(flavour);
    const iryna = site.sim.agent('iryna');
    const fields = { customfield_10050: '3.14' };
    const { key } = iryna.createIssue({
      summary: 'Printer',
      description: 'Jams',
      reporterId: 'olena',
      priority: 'Low',
      labels: ['floor-3'],
      fields,
    });
    iryna.assign(key, 'taras');
    iryna.setPriority(key, 'High');
    iryna.setSummary(key, 'Printer jams');
    const comment = iryna.comment(key, 'On my way');
    iryna.editComment(key, comment.id, 'Here');
    expect(iryna.setCommentVisibility(key, comment.id, { public: false }).public).toBe(false);
    expect(iryna.attach(key, { filename: 'a.txt', content: 'hello', public: false })).toMatchObject({
      size: 5,
      public: false,
    });
    iryna.transition(key, 'resolved', { resolution: 'Done' });
    expect(site.sim.issue(key)).toMatchObject({
      summary: 'Printer jams',
      description: 'Jams',
      reporter: { id: 'olena' },
      assignee: { id: 'taras' },
      status: 'Resolved',
      resolution: 'Done',
      priority: 'High',
      labels: ['floor-3'],
      comments: [{ body: 'Here', author: { id: 'iryna' }, public: false }],
      requestTypeId: '11',
      customFields: fields,
    });
    expect(iryna.assign(key, null).assignee).toBeNull();
    iryna.deleteComment(key, comment.id);
    expect(site.sim.issue(key)?.comments).toEqual([]);
  });

  test('what Jira would refuse throws with the reason', async () => {
    await using site = await startSite(flavour);
    const iryna = site.sim.agent('iryna');
    const { key } = iryna.createIssue({ summary: 'x' });
    expect(() => site.sim.agent('nobody')).toThrow('The site has no person nobody.');
    expect(() => iryna.transition('SD-9', 'Resolved')).toThrow('Issue does not exist');
    expect(() => iryna.transition(key, 'New')).toThrow("No transition leads SD-1 to 'New'.");
    expect(() => iryna.assign(key, 'olena')).toThrow("User 'Olena Koval' cannot be assigned issues.");
    expect(() => iryna.setPriority(key, 'Critical')).toThrow('The priority selected is invalid.');
    expect(() => iryna.comment(key, ' ')).toThrow('Comment body can not be empty!');
    expect(() => iryna.deleteComment(key, '1')).toThrow('There is no comment 1.');
  });
});

describe('waiting', () => {
  test('waitFor resolves as soon as the condition holds', async () => {
    await using site = await startSite('cloud');
    const waited = site.sim.waitFor((issues) => issues.some(({ assignee }) => assignee?.id === 'iryna'));
    const { key } = site.sim.agent('iryna').createIssue({ summary: 'x' });
    site.sim.agent('iryna').assign(key, 'iryna');
    expect(await waited).toMatchObject([{ key, assignee: { id: 'iryna' } }]);
  });

  test('waitFor names the condition it waited for in vain', async () => {
    await using site = await startSite('cloud');
    await expect(site.sim.waitFor((issues) => issues.length > 0, 10)).rejects.toThrow(
      'waited 10 ms in vain for: (issues) => issues.length > 0',
    );
  });

  test('onChange hears every change until unsubscribed, and gives copies', async () => {
    await using site = await startSite('cloud');
    const heard: string[] = [];
    const stop = site.sim.onChange(({ key, status }) => heard.push(`${key} ${status}`));
    const issue = site.sim.agent('iryna').createIssue({ summary: 'x' });
    site.sim.agent('iryna').transition(issue.key, 'In Progress');
    stop();
    site.sim.agent('iryna').transition(issue.key, 'Resolved');
    expect(heard).toEqual(['SD-1 New', 'SD-1 In Progress']);
    expect(issue.status).toBe('New');
  });
});
