import multipart from '@fastify/multipart';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { notFound, refused } from '../site/outcome.ts';
import type { Site } from '../site/site.ts';
import { registerActivityRoutes } from './activity-routes.ts';
import { registerAttachmentRoutes } from './attachment-routes.ts';
import { registerCatalogueRoutes } from './catalogue-routes.ts';
import { type Guards, registerGuards } from './guard-requests.ts';
import { registerPeopleRoutes } from './people-routes.ts';
import { refuse } from './refuse.ts';
import { registerRelationRoutes } from './relation-routes.ts';
import { registerTokenRoutes } from './token-routes.ts';
import { registerWorkPackageRoutes } from './work-package-routes.ts';

const bodyBytesMax = 1024 * 1024;

/** The API v3 of one project, not yet listening. */
export function buildServer(site: Site, guards: Guards): FastifyInstance {
  const app = fastify({ bodyLimit: bodyBytesMax, forceCloseConnections: true, exposeHeadRoutes: false });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => refuse(reply, notFound));
  void app.register(multipart);
  registerGuards(app, guards);
  registerTokenRoutes(app, guards.credentials);
  registerCatalogueRoutes(app, site);
  registerPeopleRoutes(app, site);
  registerWorkPackageRoutes(app, site);
  registerActivityRoutes(app, site);
  registerAttachmentRoutes(app, site);
  registerRelationRoutes(app, site);
  return app;
}

/** Fastify's own refusals in OpenProject's shape; anything else is a defect of ours. */
function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status < 500) return refuse(reply, refused(400, 'InvalidRequestBody', error.message));
  process.stderr.write(
    `openproject-simulator: ${request.method} ${request.url} failed: ${error.stack ?? error.message}\n`,
  );
  return refuse(reply, refused(503, 'InternalServerError', 'Internal server error'));
}
