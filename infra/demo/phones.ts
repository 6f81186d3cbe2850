import type { TelegramSimulator } from '@desk/telegram-simulator';
import type { SampleOrganisation, SamplePerson } from '../stack/sample-organisation.ts';

export interface Phone {
  /** The Telegram account. */
  readonly id: number;
  readonly name: string;
  readonly role: SamplePerson['role'] | 'stranger';
  readonly url: string;
}

export interface Candidate {
  readonly key: string;
  readonly name: string;
  readonly role: Phone['role'];
  readonly about: string;
}

/** The phones on the page. Who is shown is who has an account in the simulator, so that it survives a restart. */
export interface Phones {
  shown(): readonly Phone[];
  /** Whose phone could be added. */
  candidates(): readonly Candidate[];
  /** Null when there is nobody by that key. */
  add(key: string): Phone | null;
}

interface Owner extends Candidate {
  readonly phone: string;
}

const shownAtFirst = 4;
const stranger: Owner = {
  key: 'stranger',
  name: 'Денис Мандрівник',
  role: 'stranger',
  about: '',
  phone: '+380500000099',
};

export function createPhones(telegram: TelegramSimulator, { people }: SampleOrganisation): Phones {
  const owners: readonly Owner[] = [
    ...people.map(({ employeeId, name, role, about, phone }) => ({ key: employeeId, name, role, about, phone })),
    stranger,
  ];
  const accountOf = ({ phone }: Owner) => telegram.people().find((person) => person.phone === phone);
  const phoneOf = (owner: Owner, id: number): Phone => ({
    id,
    name: owner.name,
    role: owner.role,
    url: addressOf(telegram.apiRoot, id, owners.indexOf(owner)),
  });
  const add = (owner: Owner): Phone => {
    const account = accountOf(owner) ?? telegram.addPerson({ name: owner.name, phone: owner.phone, language: 'uk' });
    return phoneOf(owner, account.id);
  };

  for (const owner of owners.slice(0, shownAtFirst)) add(owner);

  return {
    shown: () =>
      owners.flatMap((owner) => {
        const account = accountOf(owner);
        return account ? [phoneOf(owner, account.id)] : [];
      }),
    candidates: () =>
      owners.filter((owner) => !accountOf(owner)).map(({ key, name, role, about }) => ({ key, name, role, about })),
    add(key) {
      const owner = owners.find((each) => each.key === key);
      return owner ? add(owner) : null;
    },
  };
}

/** Browsers open six connections to a host, and each phone holds one for as long as it is shown: two names, ten phones. */
function addressOf(apiRoot: string, id: number, position: number): string {
  const address = new URL(`/phone/${id}`, apiRoot);
  if (position % 2 === 1) address.hostname = 'localhost';
  return address.href;
}
