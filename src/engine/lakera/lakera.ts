import type { TextRole } from "../../model/action.ts";
import type { LakeraPolicy } from "../../model/engine.ts";
import type { Service } from "../service/service.ts";
import { readLakeraAnswer } from "./read-answer.ts";

/** Lakera Guard, version 2 of its API: `/guard` about one message, with its detectors one by one. */
export function lakera({ blockAt, projectId }: LakeraPolicy): Service {
  return {
    title: "Lakera Guard",
    chunkUnits: 20_000,
    toQuestion: (text, role) => ({
      path: "/guard",
      body: {
        messages: [{ role: toSpeaker(role), content: text }],
        breakdown: true,
        payload: true,
        ...(projectId === undefined ? {} : { project_id: projectId }),
      },
    }),
    readAnswer: (answer, text) => readLakeraAnswer(answer, text, blockAt),
  };
}

/**
 * What a tool answers is the tool's. All else counts as the user's, what the agent writes and passes on too: to an agent
 * that reads it, it is, and Lakera looks for attacks in what goes into a model.
 */
function toSpeaker(role: TextRole): "tool" | "user" {
  return role === "output" || role === "file" ? "tool" : "user";
}
