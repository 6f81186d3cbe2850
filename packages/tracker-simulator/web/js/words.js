import { preferences } from './preferences.js';

const uk = {
  title: 'Дошка заявок',
  search: 'Пошук заявок',
  actingAs: 'Дію як',
  language: 'Мова',
  toLight: 'Світла тема',
  toDark: 'Темна тема',
  emptyBoard: 'Заявок поки немає',
  emptyBoardHint: 'Нова заявка з’явиться тут сама, щойно її надішлють.',
  emptyColumn: 'Порожньо',
  noMatches: 'За цим пошуком нічого немає.',
  unassigned: 'Не призначено',
  close: 'Закрити',
  status: 'Статус',
  assignee: 'Спеціаліст',
  priority: 'Пріоритет',
  dueDate: 'Завершити до',
  labels: 'Мітки',
  resolution: 'Рішення',
  created: 'Створено',
  updated: 'Оновлено',
  links: 'Пов’язані',
  description: 'Опис',
  noDescription: 'Опису немає.',
  files: 'Файли',
  comments: 'Коментарі',
  history: 'Історія',
  noComments: 'Коментарів ще немає.',
  noHistory: 'Змін ще не було.',
  publicMark: 'Бачить заявник',
  internalMark: 'Внутрішня нотатка',
  edited: 'змінено',
  replyPublicly: 'Відповідь заявнику',
  noteInternally: 'Внутрішня нотатка',
  replyHint: 'Текст побачить заявник',
  noteHint: 'Текст побачать лише спеціалісти',
  send: 'Надіслати',
  addNote: 'Додати нотатку',
  edit: 'Змінити',
  editHint: 'Новий текст коментаря',
  save: 'Зберегти',
  cancel: 'Скасувати',
  keep: 'Залишити',
  makeInternal: 'Сховати від заявника',
  makePublic: 'Показати заявнику',
  addFiles: 'Додати файли',
  removeFile: 'Прибрати файл',
  addParticipant: 'Додати учасника',
  removeParticipant: 'Прибрати учасника',
  newRequest: 'Нова заявка',
  requestType: 'Тип заявки',
  summary: 'Заголовок',
  raise: 'Подати заявку',
  empty: 'порожньо',
  offline: 'Зв’язок із дошкою втрачено, відновлюємо…',
  statusNames: {
    New: 'Нова',
    'In Progress': 'В роботі',
    'In progress': 'В роботі',
    'Waiting for customer': 'Очікує заявника',
    'Waiting for support': 'Очікує спеціаліста',
    Resolved: 'Вирішена',
    Closed: 'Закрита',
  },
  priorityNames: {
    Highest: 'Найвищий',
    Immediate: 'Негайний',
    High: 'Високий',
    Medium: 'Середній',
    Normal: 'Звичайний',
    Low: 'Низький',
    Lowest: 'Найнижчий',
  },
  resolutionNames: {
    Done: 'Виконано',
    "Won't Do": 'Не виконуватиметься',
    Duplicate: 'Дублікат',
    'Cannot Reproduce': 'Не відтворюється',
  },
  linkNames: {
    'Blocks inward': 'блокується заявкою',
    'Blocks outward': 'блокує',
    'Duplicate inward': 'має дублікат',
    'Duplicate outward': 'дублікат заявки',
    'Relates inward': 'пов’язано з',
    'Relates outward': 'пов’язано з',
  },
  fieldNames: {
    status: 'Статус',
    assignee: 'Спеціаліст',
    priority: 'Пріоритет',
    labels: 'Мітки',
    summary: 'Заголовок',
    description: 'Опис',
    resolution: 'Рішення',
    reporter: 'Заявник',
    created: 'Створено',
    dueDate: 'Завершити до',
    Attachment: 'Файл',
    Link: 'Зв’язок',
  },
};

/** @type {typeof uk} */
const en = {
  title: 'Request board',
  search: 'Find requests',
  actingAs: 'Acting as',
  language: 'Language',
  toLight: 'Light theme',
  toDark: 'Dark theme',
  emptyBoard: 'No requests yet',
  emptyBoardHint: 'A new request shows up here by itself as soon as it is sent.',
  emptyColumn: 'Empty',
  noMatches: 'Nothing matches this search.',
  unassigned: 'Unassigned',
  close: 'Close',
  status: 'Status',
  assignee: 'Assignee',
  priority: 'Priority',
  dueDate: 'Finish by',
  labels: 'Labels',
  resolution: 'Resolution',
  created: 'Created',
  updated: 'Updated',
  links: 'Linked',
  description: 'Description',
  noDescription: 'No description.',
  files: 'Files',
  comments: 'Comments',
  history: 'History',
  noComments: 'No comments yet.',
  noHistory: 'No changes yet.',
  publicMark: 'Customer can see this',
  internalMark: 'Internal note',
  edited: 'edited',
  replyPublicly: 'Reply to customer',
  noteInternally: 'Internal note',
  replyHint: 'The customer will see this text',
  noteHint: 'Only the team will see this text',
  send: 'Send',
  addNote: 'Add note',
  edit: 'Edit',
  editHint: 'New text of the comment',
  save: 'Save',
  cancel: 'Cancel',
  keep: 'Keep it',
  makeInternal: 'Hide from customer',
  makePublic: 'Show to customer',
  addFiles: 'Add files',
  removeFile: 'Remove file',
  addParticipant: 'Add a participant',
  removeParticipant: 'Remove participant',
  newRequest: 'New request',
  requestType: 'Request type',
  summary: 'Summary',
  raise: 'Raise request',
  empty: 'empty',
  offline: 'The connection to the board is lost, reconnecting…',
  statusNames: {
    New: 'New',
    'In Progress': 'In progress',
    'In progress': 'In progress',
    'Waiting for customer': 'Waiting for customer',
    'Waiting for support': 'Waiting for support',
    Resolved: 'Resolved',
    Closed: 'Closed',
  },
  priorityNames: {
    Highest: 'Highest',
    Immediate: 'Immediate',
    High: 'High',
    Medium: 'Medium',
    Normal: 'Normal',
    Low: 'Low',
    Lowest: 'Lowest',
  },
  resolutionNames: {
    Done: 'Done',
    "Won't Do": "Won't do",
    Duplicate: 'Duplicate',
    'Cannot Reproduce': 'Cannot reproduce',
  },
  linkNames: {
    'Blocks inward': 'is blocked by',
    'Blocks outward': 'blocks',
    'Duplicate inward': 'is duplicated by',
    'Duplicate outward': 'duplicates',
    'Relates inward': 'relates to',
    'Relates outward': 'relates to',
  },
  fieldNames: {
    status: 'Status',
    assignee: 'Assignee',
    priority: 'Priority',
    labels: 'Labels',
    summary: 'Summary',
    description: 'Description',
    resolution: 'Resolution',
    reporter: 'Reporter',
    created: 'Created',
    dueDate: 'Finish by',
    Attachment: 'File',
    Link: 'Link',
  },
};

/** What each tracker calls in its own way. */
const own = {
  uk: {
    jira: {
      reporter: 'Заявник',
      participants: 'Учасники',
      raiseAs: 'Заявник',
      raiseHint: 'Так заявка виникає в самій Jira: ніби її подали на порталі.',
      remove: 'Видалити',
      removeQuestion: 'Видалити коментар?',
      down: 'Jira зараз не відповідає сервісам (імітація збою). Дошка працює.',
    },
    openproject: {
      reporter: 'Автор',
      participants: 'Спостерігають',
      raiseAs: 'Автор',
      raiseHint: 'Так заявка виникає в самому OpenProject: ніби її створили на його сторінках.',
      remove: 'Спорожнити',
      removeQuestion: 'Забрати весь текст коментаря?',
      down: 'OpenProject зараз не відповідає сервісам (імітація збою). Дошка працює.',
    },
  },
  en: {
    jira: {
      reporter: 'Reporter',
      participants: 'Participants',
      raiseAs: 'Customer',
      raiseHint: 'This is how a request is born in Jira itself: as if raised at its portal.',
      remove: 'Delete',
      removeQuestion: 'Delete this comment?',
      down: 'Jira is not answering its services right now (a simulated outage). The board works.',
    },
    openproject: {
      reporter: 'Author',
      participants: 'Watchers',
      raiseAs: 'Author',
      raiseHint: 'This is how a request is born in OpenProject itself: as if created at its pages.',
      remove: 'Empty',
      removeQuestion: 'Take all words out of this comment?',
      down: 'OpenProject is not answering its services right now (a simulated outage). The board works.',
    },
  },
};

/** @import { Site } from './types.js' */
/** @type {Site['tracker']} */
let tracker = 'jira';

/**
 * From now on the words are those of this tracker.
 *
 * @param {Site['tracker']} name
 */
export function speakOf(name) {
  tracker = name;
}

/** The texts of the language chosen. */
export function words() {
  const { language } = preferences;
  return { ...(language === 'uk' ? uk : en), ...own[language][tracker] };
}

/**
 * The tracker's own name in the language chosen, or as it stands when there is no translation.
 *
 * @param {'statusNames' | 'priorityNames' | 'resolutionNames' | 'linkNames' | 'fieldNames'} kind
 * @param {string} name
 */
export function translate(kind, name) {
  return new Map(Object.entries(words()[kind])).get(name) ?? name;
}
