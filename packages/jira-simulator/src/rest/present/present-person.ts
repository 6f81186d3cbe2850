import type { PersonRecord } from '../../site/records.ts';
import { personOf } from '../../site/site.ts';
import { apiUrl, type RestContext } from '../rest-context.ts';

/** A user as the platform API writes one. */
export function presentUser(context: RestContext, id: string): Record<string, unknown> {
  const { site } = context;
  const person = personOf(site, id);
  const shared = {
    emailAddress: person.emailAddress,
    avatarUrls: avatarUrls(context, person),
    displayName: person.displayName,
    active: person.active,
    timeZone: site.timeZone,
  };
  if (site.flavour === 'data-center') {
    return { self: userUrl(context, person), name: person.id, key: `JIRAUSER-${person.id}`, ...shared };
  }
  const accountType = person.role === 'customer' ? 'customer' : 'atlassian';
  return { self: userUrl(context, person), accountId: person.id, accountType, ...shared };
}

/** The same person as the service desk API writes one. */
export function presentDeskUser(context: RestContext, id: string): Record<string, unknown> {
  const person = personOf(context.site, id);
  const url = userUrl(context, person);
  const identity =
    context.site.flavour === 'cloud' ? { accountId: person.id } : { name: person.id, key: `JIRAUSER-${person.id}` };
  return {
    ...identity,
    emailAddress: person.emailAddress,
    displayName: person.displayName,
    active: person.active,
    timeZone: context.site.timeZone,
    _links: { jiraRest: url, avatarUrls: avatarUrls(context, person), self: url },
  };
}

function userUrl(context: RestContext, person: PersonRecord): string {
  const parameter = context.site.flavour === 'cloud' ? 'accountId' : 'username';
  return apiUrl(context, `/user?${parameter}=${encodeURIComponent(person.id)}`);
}

function avatarUrls(context: RestContext, person: PersonRecord): Record<string, string> {
  const url = `${context.baseUrl()}/secure/useravatar?ownerId=${encodeURIComponent(person.id)}`;
  return Object.fromEntries(['48x48', '24x24', '16x16', '32x32'].map((size) => [size, `${url}&size=${size}`]));
}
