import type { SimulatorConfig } from '../simulator-options.ts';
import type { PersonRecord } from './records.ts';

/** Everyone the site knows, the service account included. */
export interface People {
  /** The account whose credentials the REST API takes. */
  readonly service: PersonRecord;
  all(): readonly PersonRecord[];
  find(id: string): PersonRecord | undefined;
  findByEmail(email: string): PersonRecord | undefined;
  /** Adds a person or replaces the one with this id. */
  put(person: PersonRecord): void;
  /** Counts the calls of `put`. */
  revision(): number;
}

/** `saved` wins over the configuration, so access granted at run time outlives a restart. */
export function gatherPeople(config: SimulatorConfig, saved: readonly PersonRecord[]): People {
  const byId = new Map<string, PersonRecord>();
  for (const person of configuredPeople(config)) byId.set(person.id, person);
  for (const person of saved) byId.set(person.id, person);

  const service = serviceAccount(config, [...byId.values()]);
  byId.set(service.id, service);
  let revision = 0;

  return {
    service,
    all: () => [...byId.values()],
    find: (id) => byId.get(id),
    findByEmail(email) {
      const wanted = email.toLowerCase();
      return [...byId.values()].find((person) => person.emailAddress.toLowerCase() === wanted);
    },
    put(person) {
      byId.set(person.id, person);
      revision += 1;
    },
    revision: () => revision,
  };
}

export function isAssignable(person: PersonRecord): boolean {
  return person.active && person.role === 'agent';
}

function configuredPeople(config: SimulatorConfig): PersonRecord[] {
  const people =
    config.flavour === 'cloud'
      ? config.people.map(({ accountId, ...person }) => ({ id: accountId, ...person }))
      : config.people.map(({ name, ...person }) => ({ id: name, ...person }));
  return people.map((person) => ({
    id: person.id,
    displayName: person.displayName,
    emailAddress: person.emailAddress,
    role: person.role,
    deskAccess: person.deskAccess ?? true,
    active: person.active ?? true,
  }));
}

/** A configured person with the credentials' e-mail, else an account of its own. */
function serviceAccount(config: SimulatorConfig, people: readonly PersonRecord[]): PersonRecord {
  const emailAddress = config.flavour === 'cloud' ? config.credentials.email : 'service-account@example.invalid';
  const configured = people.find((person) => person.emailAddress.toLowerCase() === emailAddress.toLowerCase());
  return (
    configured ?? {
      id: config.flavour === 'cloud' ? '557058:service-account' : 'service-account',
      displayName: 'Service account',
      emailAddress,
      role: 'service',
      deskAccess: true,
      active: true,
    }
  );
}
