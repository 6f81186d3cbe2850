import { done, type Outcome, refused } from './outcome.ts';
import type { PersonRecord } from './records.ts';
import type { Site } from './site.ts';

/** By account id, username or e-mail; somebody the desk does not know as its customer is refused. */
export function findCustomer(site: Site, reference: string): Outcome<PersonRecord> {
  const person = site.people.find(reference) ?? site.people.findByEmail(reference);
  if (!person?.active) return refused(400, `The user '${reference}' does not exist.`);
  if (!person.deskAccess) return refused(400, `The user '${reference}' does not have access to this service desk.`);
  return done(person);
}

export function findParticipants(site: Site, references: readonly string[]): Outcome<string[]> {
  const ids: string[] = [];
  for (const reference of references) {
    const person = findCustomer(site, reference);
    if (person.kind === 'refused') return person;
    ids.push(person.value.id);
  }
  return done([...new Set(ids)]);
}
