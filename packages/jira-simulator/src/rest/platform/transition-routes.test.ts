import { describe, expect, test } from 'vitest';
import { flavours, startSite, valueAt } from '../../../test/start-site.ts';
import { statuses, transitions } from '../../site/workflow.ts';

describe.each(flavours)('transitions on %s', (flavour) => {
  test('each status offers its own transitions', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const names = async () => {
      const answer = await site.call('GET', `${site.api}/issue/${key}/transitions`);
      return [0, 1, 2, 3, 4].flatMap((index) => valueAt(answer, 'transitions', index, 'to', 'name') ?? []);
    };
    expect(await names()).toEqual(['In Progress', 'Waiting for customer', 'Waiting for support', 'Resolved', 'Closed']);
    site.sim.agent('iryna').transition(key, 'Resolved');
    expect(await names()).toEqual(['In Progress', 'Waiting for support', 'Closed']);
    site.sim.agent('iryna').transition(key, 'Closed');
    expect(await names()).toEqual(['Waiting for support']);
  });

  test('resolving sets the resolution, reopening clears it', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const path = `${site.api}/issue/${key}/transitions`;
    const resolve = { transition: { id: '41' }, fields: { resolution: { name: 'Duplicate' } } };
    expect((await site.call('POST', path, resolve)).status).toBe(204);
    expect(site.sim.issue(key)).toMatchObject({ status: 'Resolved', statusCategory: 'done', resolution: 'Duplicate' });
    expect((await site.call('POST', path, { transition: { id: '61' } })).status).toBe(204);
    expect(site.sim.issue(key)).toMatchObject({ status: 'Waiting for support', resolution: null });
  });

  test('closing keeps the resolution there is', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    site.sim.agent('iryna').transition(key, 'resolved', { resolution: "Won't Do" });
    site.sim.agent('iryna').transition(key, 'closed');
    expect(site.sim.issue(key)?.resolution).toBe("Won't Do");
  });

  test.each([
    ['does not start here', { transition: { id: '51' } }],
    ['does not exist', { transition: { id: '99' } }],
    ['has a numeric id', { transition: { id: 41 } }],
    ['has an unknown resolution', { transition: { id: '41' }, fields: { resolution: { name: 'Magic' } } }],
    ['takes no resolution', { transition: { id: '11' }, fields: { resolution: { name: 'Done' } } }],
    ['has a field of no screen', { transition: { id: '11' }, fields: { summary: 'x' } }],
  ])('a transition that %s is refused with 400', async (_case, body) => {
    await using site = await startSite(flavour);
    const key = await site.file();
    expect((await site.call('POST', `${site.api}/issue/${key}/transitions`, body)).status).toBe(400);
    expect(site.sim.issue(key)?.status).toBe('New');
  });

  test('an unknown issue answers 404', async () => {
    await using site = await startSite(flavour);
    expect((await site.call('GET', `${site.api}/issue/SD-9/transitions`)).status).toBe(404);
    expect((await site.call('POST', `${site.api}/issue/SD-9/transitions`, { transition: { id: '11' } })).status).toBe(
      404,
    );
  });
});

test('from every status every other can be reached', () => {
  for (const start of statuses) {
    const reached = new Set([start.id]);
    for (let size = 0; size < reached.size; ) {
      size = reached.size;
      for (const { from, to } of transitions) if (from.some((id) => reached.has(id))) reached.add(to);
    }
    const unreached = statuses.filter(({ id }) => !reached.has(id)).map(({ name }) => name);
    expect(unreached, `from ${start.name}`).toEqual(start.name === 'New' ? [] : ['New']);
  }
});
