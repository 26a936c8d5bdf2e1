/** What lies outside a receptionist's work: tricks, chores, and questions of the wide world. */

/** Words that try to talk the line out of its rules. The line has none to give, so they do nothing. */
const tricks =
  /\b(?:ignore|disregard|forget|override|bypass|skip)\b(?: [a-z']+){0,5} (?:instructions?|rules|prompts?|programming|guidelines|restrictions|training|directives|safety|constraints|policies)\b|\b(?:system|hidden|secret|initial) prompt\b|\b(?:developer|admin|administrator|debug|god|sudo|root) mode\b|\b(?:jail ?break|prompt injection)\b|\byou are now\b|\bpretend (?:to be|you|that you)\b|\b(?:act|behave|respond|roleplay) (?:as|like) (?:a|an|if|my|the)\b|\b(?:reveal|print|show|repeat|output) (?:me )?(?:your|the) (?:system|instructions|prompt|rules)\b|\bnew (?:instructions|rules) (?:are|for you)\b|\bi (?:authorize|command|order) you\b/;

const chore =
  /^(?:please |can you |could you |would you |will you |hey |just |i want you to |i need you to |i'd like you to |siri |alexa |ai |help me |and |also |then |go ahead and )*(?:tell|show|play|turn|set|remind|order|buy|send|open|start|text|add|remove|delete|search|translate|convert|calculate|read|write|check|find|list|make me|create|download|install|name|define|explain|describe|compare|count|recommend|suggest|sing|roll|flip|spell|charge|track|locate|google|look|dial|call|ring|phone|email|order|reset|activate|report|transfer|pay|give|get|put|update|verify|confirm|change|refer|use|help|let|say|increase|decrease|lower|raise|walk|take|run|stop|keep|move|close|clean|freeze|block|ask|guess|note|invite|schedule|book|reserve|arrange|speed|hurry|faster|talk|speak)\b/;
const wish =
  /^(?:so |well |hi |hello |yes |and )*(?:i|we)(?:'d| would|'m| am)? ?(?:like|love|want|need|wish|hope|looking|trying|hoping|wondering|must|have)\b/;

export function isTrick(plain: string): boolean {
  return tricks.test(plain);
}

/** Something is asked for, whatever it is. */
export function isRequest(plain: string): boolean {
  return chore.test(plain) || wish.test(plain);
}
