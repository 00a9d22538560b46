import type { FastifyInstance } from "fastify";
import { cooperativeStyles } from "../accent.ts";
import { paths, routePatterns } from "../paths.ts";
import type { PortalDependencies } from "../portal.tsx";

const FOR_EVER = "public, max-age=31536000, immutable";

/** Style sheets, script, font and icon: their addresses name their content, so they never change. */
export function registerAssetRoutes(server: FastifyInstance, portal: PortalDependencies): void {
  server.get<{ Params: { name: string } }>(routePatterns.asset, (request, reply) => {
    const asset = portal.assets.byName.get(request.params.name);
    if (asset === undefined) return reply.callNotFound();
    return reply.header("cache-control", FOR_EVER).type(asset.contentType).send(asset.body);
  });
  server.get(paths.cooperativeStyles, async (request, reply) => {
    const { accentColour } = await portal.loadCooperative(request.hostname);
    return reply
      .header("cache-control", FOR_EVER)
      .type("text/css; charset=utf-8")
      .send(cooperativeStyles(accentColour));
  });
}
