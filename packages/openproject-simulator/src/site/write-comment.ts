import { addActivity } from './add-activity.ts';
import { done, type Outcome, refused, violates } from './outcome.ts';
import type { Activity, WorkPackage } from './records.ts';
import type { Site } from './site.ts';

export interface WantedComment {
  readonly text: string;
  readonly internal: boolean;
}

/** A new comment. It claims the files of its author that its text shows as OpenProject's own editor would. */
export function addComment(
  site: Site,
  userId: number,
  workPackage: WorkPackage,
  { text, internal }: WantedComment,
): Outcome<Activity> {
  if (text.trim() === '') return violates('comment', "Comment can't be blank.");
  if (internal && !site.config.internalComments) return forbidden;
  const entry = { workPackageId: workPackage.id, userId, comment: text, internal, details: [] };
  const activity = addActivity(site, entry);
  workPackage.updatedAt = site.now();
  claimFiles(site, activity);
  site.announce({ kind: 'commented', workPackage, activity });
  return done(activity);
}

/** Whether it is internal was decided when it was written. An empty text is how a comment is taken back. */
export function editComment(site: Site, activity: Activity, text: string): Outcome<Activity> {
  const workPackage = site.workPackage(activity.workPackageId);
  if (!workPackage) return forbidden;
  activity.comment = text;
  activity.updatedAt = site.now();
  claimFiles(site, activity);
  site.announce({ kind: 'commented', workPackage, activity });
  return done(activity);
}

/** What OpenProject's pages do not offer; an administrator's console can. */
export function turnComment(site: Site, activity: Activity, internal: boolean): Outcome<Activity> {
  const workPackage = site.workPackage(activity.workPackageId);
  if (!workPackage) return forbidden;
  activity.internal = internal;
  activity.updatedAt = site.now();
  site.announce({ kind: 'commented', workPackage, activity });
  return done(activity);
}

const forbidden = refused(403, 'MissingPermission', 'You are not authorized to access this resource.');

/** As `WorkPackages::ActivitiesTab::CommentAttachmentsClaims`: pictures of the editor's class alone, and what is gone is let go. */
function claimFiles(site: Site, activity: Activity): void {
  const shown = new Set<number>();
  for (const [tag] of activity.comment.matchAll(/<img\b[^>]*>/g)) {
    if (!/\bclass="[^"]*\bop-uc-image\b/.test(tag)) continue;
    const id = /\bsrc="[^"]*\/attachments\/(\d+)\/content"/.exec(tag)?.[1];
    if (id !== undefined) shown.add(Number(id));
  }
  site.state.attachments = site.state.attachments.filter(
    ({ id, container }) => container?.kind !== 'activity' || container.id !== activity.id || shown.has(id),
  );
  for (const attachment of site.state.attachments) {
    const isFree = attachment.container === null && attachment.authorId === activity.userId;
    if (isFree && shown.has(attachment.id)) attachment.container = { kind: 'activity', id: activity.id };
  }
}
