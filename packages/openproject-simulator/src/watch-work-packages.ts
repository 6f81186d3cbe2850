import type { Site } from './site/site.ts';
import { viewWorkPackage, type WorkPackageView } from './view-work-packages.ts';

const defaultDeadlineMs = 5_000;

/** Looking at the work packages, and waiting for them without sleeping. */
export interface WorkPackageWatch {
  /** Every one, oldest first. */
  workPackages(): WorkPackageView[];
  workPackage(number: string): WorkPackageView | undefined;
  onChange(listener: (workPackage: WorkPackageView) => void): () => void;
  /** Resolves with all of them once the condition holds; rejects after `deadlineMs` (default 5,000). */
  waitFor(condition: (workPackages: WorkPackageView[]) => boolean, deadlineMs?: number): Promise<WorkPackageView[]>;
}

export function watchWorkPackages(site: Site): WorkPackageWatch {
  const all = () => site.state.workPackages.map((each) => viewWorkPackage(site, each));
  return {
    workPackages: all,
    workPackage(number) {
      const found = site.workPackage(Number(number));
      return found && viewWorkPackage(site, found);
    },
    onChange: (listener) => site.subscribe(({ workPackage }) => listener(viewWorkPackage(site, workPackage))),
    waitFor(condition, deadlineMs = defaultDeadlineMs) {
      return new Promise<WorkPackageView[]>((resolve, reject) => {
        const stop = site.subscribe(check);
        const timer = setTimeout(() => {
          stop();
          reject(new Error(`The OpenProject simulator waited ${deadlineMs} ms in vain for: ${condition.toString()}`));
        }, deadlineMs);
        check();

        function check(): void {
          const found = all();
          if (!condition(found)) return;
          clearTimeout(timer);
          stop();
          resolve(found);
        }
      });
    },
  };
}
