import type { CustomField, Person, SimulatorConfig } from '../simulator-options.ts';
import { type FileStore, openFileStore } from './file-store.ts';
import { type Activity, type Attachment, emptyState, type SiteState, type WorkPackage } from './records.ts';

export type ChangeKind = 'created' | 'updated' | 'commented' | 'attached';

export interface Change {
  readonly kind: ChangeKind;
  readonly workPackage: WorkPackage;
  /** Of `commented`. */
  readonly activity?: Activity;
}

/** One project of OpenProject, with everything in it. */
export interface Site {
  readonly config: SimulatorConfig;
  readonly state: SiteState;
  readonly files: FileStore;
  now(): number;
  nextId(): number;
  person(id: number): Person | undefined;
  /** Somebody who may be given work. */
  member(id: number): Person | undefined;
  workPackage(id: number): WorkPackage | undefined;
  activity(id: number): Activity | undefined;
  activitiesOf(workPackageId: number): readonly Activity[];
  attachmentsOf(kind: 'work-package' | 'activity', id: number): readonly Attachment[];
  fieldsOf(typeId: number): readonly CustomField[];
  /** Keeps the change, and tells everyone who listens. */
  announce(change: Change): void;
  subscribe(listener: (change: Change) => void): () => void;
}

export interface SiteOptions {
  readonly config: SimulatorConfig;
  readonly now: () => number;
  readonly saved: SiteState | undefined;
}

export function openSite({ config, now, saved }: SiteOptions): Site {
  const state = structuredClone(saved ?? emptyState);
  const listeners = new Set<(change: Change) => void>();
  const people = new Map(config.people.map((person) => [person.id, person]));
  const folder = config.stateFile === undefined ? undefined : `${config.stateFile}.files`;

  return {
    config,
    state,
    files: openFileStore(folder, config.storageBytesMax),
    now,
    nextId() {
      state.lastId += 1;
      return state.lastId;
    },
    person: (id) => people.get(id),
    member(id) {
      const person = people.get(id);
      return person?.active && person.member ? person : undefined;
    },
    workPackage: (id) => state.workPackages.find((each) => each.id === id),
    activity: (id) => state.activities.find((each) => each.id === id),
    activitiesOf: (id) => state.activities.filter(({ workPackageId }) => workPackageId === id),
    attachmentsOf: (kind, id) =>
      state.attachments.filter(({ container }) => container?.kind === kind && container.id === id),
    fieldsOf(typeId) {
      const type = config.types.find(({ id }) => id === typeId)?.name ?? '';
      return config.customFields.filter(({ types }) => types === undefined || types.includes(type));
    },
    announce(change) {
      for (const listener of [...listeners]) listener(change);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The name under which the API carries a custom field. */
export function keyOf({ id }: CustomField): string {
  return `customField${id}`;
}
