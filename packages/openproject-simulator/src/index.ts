export type { RecordedRequest } from '@desk/tracker-simulator';
export type { Agent, CommentOptions, FileToAttach } from './act/act-as-person.ts';
export type { PersonAction, PersonActionInput } from './act/person-action.ts';
export { plainText } from './board/plain-text.ts';
export { createOpenProjectSimulator, type OpenProjectSimulator } from './create-openproject-simulator.ts';
export type { Fault, Faults } from './rest/faults.ts';
export { CustomField, type OpenProjectSimulatorOptions, SimulatorConfig } from './simulator-options.ts';
export type { CommentView, FileView, HistoryView, PersonView, WorkPackageView } from './view-work-packages.ts';
export { signWebhook } from './webhooks/open-webhooks.ts';
