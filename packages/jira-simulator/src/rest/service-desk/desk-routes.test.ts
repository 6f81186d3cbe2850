import { describe, expect, test } from 'vitest';
import { flavours, startSite, textAt, valueAt } from '../../../test/start-site.ts';

const root = '/rest/servicedeskapi';

describe.each(flavours)('the service desk on %s', (flavour) => {
  test('desks, request types and their fields are listed', async () => {
    await using site = await startSite(flavour);
    expect((await site.call('GET', `${root}/info`)).body).toMatchObject({ isLicensedForUse: true });
    expect((await site.call('GET', `${root}/servicedesk`)).body).toMatchObject({
      size: 1,
      values: [{ id: '1', projectKey: 'SD' }],
    });
    expect((await site.call('GET', `${root}/servicedesk/SD`)).body).toMatchObject({ id: '1' });
    const types = await site.call('GET', `${root}/servicedesk/1/requesttype`);
    expect(types.body).toMatchObject({
      size: 2,
      isLastPage: true,
      values: [{ id: '11', groupIds: ['1'] }, { id: '12' }],
    });
    const fields = await site.call('GET', `${root}/servicedesk/1/requesttype/12/field`);
    expect(fields.body).toMatchObject({
      canRaiseOnBehalfOf: true,
      requestTypeFields: [
        { fieldId: 'summary', required: true, jiraSchema: { type: 'string', system: 'summary' } },
        {
          fieldId: 'customfield_10060',
          validValues: [{ value: '1', label: 'Main' }, {}],
          jiraSchema: { customId: 10060 },
        },
        {},
      ],
    });
    const priority = await site.call('GET', `${root}/servicedesk/1/requesttype/11/field`);
    expect(valueAt(priority, 'requestTypeFields', 2, 'validValues', 0)).toEqual({
      value: '1',
      label: 'Highest',
      children: [],
    });
  });

  test('request types are paged and filtered', async () => {
    await using site = await startSite(flavour);
    const path = `${root}/servicedesk/1/requesttype`;
    const first = await site.call('GET', `${path}?limit=1`);
    expect(first.body).toMatchObject({
      size: 1,
      isLastPage: false,
      _links: { next: expect.stringContaining('start=1&limit=1') },
    });
    const second = await site.call('GET', `${path}?start=1&limit=1`);
    expect(second.body).toMatchObject({
      isLastPage: true,
      values: [{ id: '12' }],
      _links: { prev: expect.any(String) },
    });
    expect((await site.call('GET', `${path}?groupId=2`)).body).toMatchObject({ values: [{ id: '12' }] });
    expect((await site.call('GET', `${path}?searchQuery=internet`)).body).toMatchObject({ values: [{ id: '11' }] });
    expect((await site.call('GET', `${path}?start=-1`)).status).toBe(400);
  });

  test.each([
    'servicedesk/2',
    'servicedesk/2/requesttype',
    'servicedesk/1/requesttype/99',
    'servicedesk/1/requesttype/99/field',
    'servicedesk/2/customer',
  ])('%s answers 404 in the service desk’s shape', async (path) => {
    await using site = await startSite(flavour);
    const answer = await site.call('GET', `${root}/${path}`);
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ errorMessage: expect.any(String), i18nErrorMessage: {} });
  });

  test('a new customer may raise requests only once the desk has invited them', async () => {
    await using site = await startSite(flavour);
    const created = await site.call('POST', `${root}/customer`, {
      displayName: 'Ostap Lys',
      email: 'ostap@example.invalid',
    });
    expect(created.status).toBe(201);
    const id = textAt(created, flavour === 'cloud' ? 'accountId' : 'name');
    const request = {
      serviceDeskId: '1',
      requestTypeId: '11',
      raiseOnBehalfOf: id,
      requestFieldValues: { summary: 'x' },
    };
    expect((await site.call('POST', `${root}/request`, request)).status).toBe(400);
    const invitation = flavour === 'cloud' ? { accountIds: [id] } : { usernames: [id] };
    expect((await site.call('POST', `${root}/servicedesk/1/customer`, invitation)).status).toBe(204);
    expect((await site.call('POST', `${root}/request`, request)).status).toBe(201);
    const customers = await site.call('GET', `${root}/servicedesk/1/customer?query=ostap`);
    expect(customers.body).toMatchObject({ size: 1, values: [{ displayName: 'Ostap Lys' }] });
  });

  test('customers twice, without an address or unknown are refused with 400', async () => {
    await using site = await startSite(flavour);
    expect((await site.call('POST', `${root}/customer`, { email: 'olena@example.invalid' })).status).toBe(400);
    expect((await site.call('POST', `${root}/customer`, { email: 'not an address' })).status).toBe(400);
    expect((await site.call('POST', `${root}/servicedesk/1/customer`, { accountIds: ['nobody'] })).status).toBe(400);
  });
});
