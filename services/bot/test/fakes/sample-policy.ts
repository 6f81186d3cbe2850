import {
  type Catalogue,
  defaultConsultationLimits,
  defaultConsultationWeights,
  defaultWeights,
  type Field,
  type Profile,
  type RequestType,
} from '@desk/domain';
import type { SavedReply } from '../../src/ports/saved-replies.ts';
import type { Policy } from '../../src/ports/system.ts';

const minuteMs = 60_000;
const day = [{ from: '09:00', to: '18:00' }];
const hours = {
  timeZone: 'Europe/Kyiv',
  week: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] },
  holidays: [],
};

const titleOf = (uk: string, en: string) => ({ uk, en });

function field(id: string, change: Partial<Field> = {}): Field {
  return {
    id,
    title: titleOf(`Поле ${id}`, `Field ${id}`),
    hint: null,
    required: true,
    kind: 'text',
    choices: [],
    ...change,
  };
}

function requestType(id: string, change: Partial<RequestType> = {}): RequestType {
  return {
    id,
    title: titleOf(`Тип ${id}`, `Type ${id}`),
    hint: null,
    department: 'it',
    team: 'infrastructure',
    popularity: 1,
    quick: false,
    fields: [],
    ...change,
  };
}

/** One type of each sort: plain, quick, quick with a question, with every kind of field, and many to page through. */
export const sampleCatalogue: Catalogue = {
  name: 'sample',
  teams: [
    { id: 'infrastructure', title: titleOf('Інфраструктура', 'Infrastructure'), hours },
    { id: 'applications', title: titleOf('Програми', 'Applications'), hours },
  ],
  departments: [
    { id: 'it', title: titleOf('ІТ', 'IT') },
    { id: 'software', title: titleOf('Програми', 'Software') },
  ],
  requestTypes: [
    requestType('internet', { popularity: 9 }),
    requestType('printer', { popularity: 8, quick: true }),
    requestType('password', {
      popularity: 7,
      quick: true,
      fields: [
        field('system', {
          kind: 'choice',
          choices: [
            { id: 'mail', title: titleOf('Пошта', 'Mail') },
            { id: 'erp', title: titleOf('Облік', 'ERP') },
          ],
        }),
      ],
    }),
    requestType('new-user', {
      popularity: 6,
      team: 'applications',
      department: 'software',
      fields: [
        field('full-name'),
        field('starts-on', { kind: 'date' }),
        field('e-mail', { kind: 'email', required: false }),
      ],
    }),
    ...Array.from({ length: 24 }, (_, index) => requestType(`program-${index + 1}`, { department: 'software' })),
    requestType('other', { popularity: 0 }),
  ],
  defaultTeam: 'infrastructure',
};

export const sampleReplies: readonly SavedReply[] = Array.from({ length: 8 }, (_, index) => ({
  id: `reply-${index + 1}`,
  title: titleOf(`Заготовка ${index + 1}`, `Reply ${index + 1}`),
  text: titleOf(
    `{employee}, дивимося {number} №${index + 1}. {specialist}`,
    `{employee}, looking at {number} #${index + 1}. {specialist}`,
  ),
  teams: index === 7 ? ['applications'] : null,
}));

export function samplePolicy(change: Partial<Policy> = {}): Policy {
  return {
    catalogue: sampleCatalogue,
    weights: defaultWeights,
    sessionLimits: { idleLimitMs: 30 * minuteMs, absoluteLimitMs: 12 * 60 * minuteMs },
    supportContact: 'desk@company.example',
    savedReplies: sampleReplies,
    quietHours: null,
    assignForeignTickets: true,
    fileBytesMax: 20 * 1024 * 1024,
    consultationLimits: defaultConsultationLimits,
    consultationWeights: defaultConsultationWeights,
    waitAlertMs: 15 * minuteMs,
    activeTicketsMax: 25,
    keptArrivalsMax: 20,
    retentionDays: 365,
    privacyNote: null,
    ...change,
  };
}

export function sampleProfile(change: Partial<Profile> = {}): Profile {
  return {
    employeeId: 'e-1',
    displayName: 'Олена Коваль',
    position: 'Менеджерка',
    department: 'Відділ продажу',
    role: 'employee',
    teams: [],
    permissions: [],
    trackerProfileUrl: null,
    ...change,
  };
}
