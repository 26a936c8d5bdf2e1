/** How callers steer the call itself: the wordings of each closed command that carries no value. */
import type { CommandName } from '../../../machines/vocabulary.ts';
import { patternOf } from './wordings.ts';

export interface IntentPattern {
  command: CommandName;
  pattern: RegExp;
}

const someone =
  'someone(?: else)?|somebody(?: else)?|anyone|anybody|people|person|(?:the|a|your) (?:boss|owner|doctor|nurse|dentist)';
const desk =
  'human(?: being)?|(?:real|live|actual|living|different) (?:person|human|people|one|agent|someone)|operator|' +
  'representative|rep|agent|manager|supervisor|receptionist|reception|front desk|secretary|' +
  'advisor|adviser|customer service|staff(?: member)?|team member|member of (?:the )?staff|colleague';
const upToFour = "(?: [a-z']+){0,4}?";

/**
 * Read in this order; the words of a match are used up, so "am I speaking to a real person" is
 * the question about the robot before it can be a wish for a person.
 */
export const intentPatterns: IntentPattern[] = [
  {
    command: 'are-you-a-robot',
    pattern: new RegExp(
      "\\b(?:are you|you're|you are|is this|is that|were you|would you be|am i|was i|be accurate to call you|consider yourself|act and think like|if you are|if you're|whether you are|whether you're|if this is|if i'm|if i am|whether i'm)\\b" +
        upToFour +
        ' (?:real|human|humans|bot|robot|machine|computer|ai|a i|automated|automatic|recording|recorded|artificial|program|software|alive|person|voice assistant|virtual assistant|chatbot|answering machine)\\b(?: (?:person|human|being|or|not|a|an|bot|robot|ai|machine|computer|talking|to|me|automated|life|intelligence|here))*',
      'g',
    ),
  },
  {
    command: 'are-you-a-robot',
    pattern:
      /\b(?:what(?:'s| is| was)(?: exactly is)? your (?:full |real |first )?name|what exactly is your name|do you (?:have|know|go by|got) (?:a|your|any) name|(?:who|what) (?:exactly )?(?:are you|am i (?:speaking|talking) (?:to|with))\b(?! (?:doing|open|going|able|saying|talking|asking|trying|known|charging))|who(?:'s| is) this|what (?:kind|type|sort) of (?:life ?form|being|thing) (?:are )?you|what (?:should|can|do|could|may) i call you|(?:tell me|say|know|get|have|ask|want|catch|like|what(?:'s| is| would| was|'re)?(?: exactly)?) your (?:full |real |given |first |own )?name(?: be)?|do you (?:have|go by|got) a (?:nick)?name|what (?:do|should|can|would|name)(?: [a-z]+){0,6}? (?:call|refer to|calling|use for|call for) you|what do you go by|(?:what|which|tell me|know|say|like|is)(?: [a-z']+){0,4} your (?:[a-z]+ )?(?:name|nickname)|what (?:are|were) you (?:called|named|given)|name (?:do|did|are|were|have|would) you\b|do (?:people|they|others) call you|(?:named|called) you\b|name(?: [a-z']+){0,7} (?:call|calling|refer to|called|talking to|referred)\b(?: (?:to )?(?:you|by))?|what name (?:should|would|do|can)\b|how (?:would|do|should|can) (?:you|i)(?: like)?(?: to)? (?:be )?(?:refer(?:red)?|address(?:ed)?|call(?:ed)?)(?: to)?(?: you)?$|your name (?:is )?(?:please|again)|tell me who you are|(?:real person|human|ai) or (?:a |an )?[a-z]+|(?:you|you're|you are|if you were|sound|sounds|seem) (?:[a-z]+ ){0,3}(?:a bot|a robot|a machine|a computer|an ai|real|human|automated)$|do you identify|(?:robot|machine|bot|computer) or (?:a |an )?[a-z]+)/g,
  },
  {
    command: 'human',
    pattern: new RegExp(
      `\\b(?:speak|talk|chat|spoke|talking|speaking|connect|connected|transfer|transferred|put|pass|patch|switch|forward|redirect|escalate)(?: (?:me|us|this|my|call|now|directly|right|away|just|over|please|through|on|up))* (?:to|with|through|onto) (?:an? |the |my |your |any |some |another )?(?:${desk}|${someone})\\b`,
      'g',
    ),
  },
  {
    command: 'human',
    pattern: new RegExp(
      `\\b(?:give|get|need|want|like|find|have|let|prefer|fetch|pass) (?:me |to |us )?(?:have |get )?(?:an? |the |your |some |another )?(?:${desk})\\b(?! (?:agreement|contract))`,
      'g',
    ),
  },
  {
    command: 'human',
    pattern:
      /\b(?:get|put) (?:someone|somebody|a person|anyone)(?: else)?(?: please)? (?:on the (?:line|phone)|to (?:talk|speak|help) (?:to |with )?me)\b|\b(?:put|transfer|connect|patch|pass) me (?:through|over|on|please|to|with)\b|\btransfer (?:me|my call|this call)\b|\bdon't (?:want to|wanna) (?:talk|speak) (?:to|with) (?:you|a (?:robot|machine|computer|bot))\b|\b(?:talk|speak) (?:to|with) (?:a )?doctor [a-z]+\b|\b(?:not|with|to) (?:to |with )?an? (?:robot|machine|computer|bot|recording)(?=$| please| anymore| about)|\b(?:someone|somebody) else (?:help|take|look|handle|deal|assist)\b|\bis there (?:a|any|an) (?:human|person|agent|real person|live person)\b|\b(?:customer (?:service|support|care)|support team|call center)\b(?=$| please| agent| rep)|\blet me (?:speak|talk)\b|\bcan(?:'t)? (?:i|you) (?:just )?(?:get|have) (?:someone|a person|somebody)(?: else)?(?: please| help me)?$|\bis (?:there )?(?:someone|somebody|anyone|anybody|a person)(?: there)? (?:i can|that i can|to) (?:talk|speak)(?: to| with)?\b|\b(?:could|can|may|let me|like to|want to|need to|just) ?(?:i )?(?:please )?(?:speak|talk) (?:to|with) (?:someone|somebody|anyone|a person|people)\b/g,
  },
  {
    command: 'human',
    pattern: new RegExp(
      `^(?:an? |the )?(?:${desk})(?: please)?(?: now)?$|^(?:an? )?person please$|\\b(?:speak|talk) (?:to|with) (?:the|your) [a-z]+(?: (?:department|team|desk|office|people))?(?=$| please)`,
      'g',
    ),
  },
  {
    command: 'repeat',
    pattern:
      /\b(?:can |could |would |will )?(?:you )?(?:please |kindly )?(?:repeat|rephrase|restate) (?:that|it|this|yourself|what|the|your|please|again|everything|last|for|me)\b(?: (?:you|just|said|were|was|question|saying|last|part|that|again|please|for|me|one|more|time))*|^(?:please )?(?:can you )?repeat(?: please)?$|\bbe repeated\b|\b(?:that|it|this|question) repeated\b|\bsay (?:that|it) over\b|\bwhat was (?:just )?said\b|\b(?:say|tell|ask|go over|run|read|explain)(?: me)?(?: that| it| this| what you (?:just )?said| those| the question)*(?: to me| by me| for me| past me)? (?:again|(?:one|once) more(?: time)?|one more time|another time|a second time)\b|^(?:just )?(?:one more time|once more|another time|once again|again)(?: now| please)*$|^(?:i'm )?(?:sorry |i beg your )?(?:pardon|come again|excuse me|say what|huh|what|sorry|what's that|how's that)(?: me)?(?: what| pardon| sorry)?$|\bbeg your pardon\b|\bpardon me\b|\bcome again\b|\bwhat (?:was|is) (?:that|the question|it you said|your question)(?: again| you (?:just )?said| you (?:just )?asked)?(?:$| question)|\bwhat (?:was|is) (?:that|it) (?:again|you)\b|\bwhat (?:did you|were you|have you|you)(?: just| were| are)? (?:say|ask|said|asked|saying|asking)\b(?! (?:is|was|are|sounds))(?: (?:me|again|just))*|\bwhat (?:question|time|day|date|name|number|price) (?:did you|was it|was that)\b(?: say| mention)?|\b(?:who|when|where) did you say\b/g,
  },
  {
    command: 'repeat',
    pattern:
      /\b(?:didn't|did not|couldn't|could not|can't|don't|haven't|hadn't|never|wasn't able to|unable to)(?: quite| really| even| fully| clearly)? (?:hear|hearing|heard|catch|caught|get|got|understand|understood|make out|follow)(?: (?:a word|anything))? (?:you|that|it|what you|what was|the question|the last|your question|your|any of that|a thing you)\b(?: (?:said|just|asked|say|say again|question|were|saying|part|properly|right|clearly|well))*|\bcan't hear (?:you|anything)\b|\bi (?:totally |completely )?(?:missed|lost) (?:that|what you|the last|your|the question|you)\b(?: (?:said|just|asked|question|were|saying|part))*|\bmissed what you\b/g,
  },
  {
    command: 'slower',
    pattern:
      /\bslow(?: it| your| this)?(?: (?:speech|talking|roll|voice|speaking|down|rate))*(?: down)\b|\b(?:speak|talk|talking|speaking|speech|go|going|say (?:it|that)|voice|be|made)\b(?: [a-z']+){0,3}? (?:slower|(?:more )?slow(?:ly)?)\b|\bslower(?: please)?$|^(?:much |a (?:bit|little) )?(?:slower|more slowly)\b|\b(?:too|so|really|very|kinda|pretty) (?:fast|quick|quickly)\b(?! (?:for the|service|enough))|\b(?:slow|reduce|lower|decrease) (?:your|the|down your) (?:\w+ )?(?:speech|speed|roll|talking|voice|pace|rate)\b|\bslow your\b/g,
  },
  {
    command: 'wait',
    pattern:
      /\b(?:hold on|hang on|hold the line|hold please|bear with me|stand by)\b(?: (?:a|one|just|for|sec|second|minute|moment|please|let|me))*|\b(?:just |wait |give me |gimme |i need |need )?(?:just )?(?:one|a|1|half a) (?:sec|second|moment|minute|min|mo)\b(?! (?:appointment|opinion|time|visit|one|question|cleaning|floor|booking))(?: please)?|^(?:please )?wait(?: please)?$|\bwait (?:a|one|for me|up|please)\b(?: (?:sec|second|minute|moment|bit))?|\blet me (?:just )?(?:check|see|think|look|find|grab|get my|ask|pull up|write|open)\b(?! you)|^(?:one|just a) (?:tick|sec)$/g,
  },
  {
    command: 'goodbye',
    pattern:
      /\b(?:good ?bye|bye(?: ?bye)?|farewell|cheerio|ciao|ta ta|toodles|so long|adios|sayonara|arrivederci|au revoir|hasta luego|too+dl\w*|tootle\w*|tata|fairwell|godspeed|over and out|signing off|so long)\b(?: (?:now|for now|then|bye))*|\bgood bye\b|\bsee (?:you|ya)\b(?: (?:soon|later|then|around|again|tomorrow|next time|in|a|few|days|next|week|alligator|there|on|monday|tuesday|wednesday|thursday|friday|saturday|sunday))*(?=$| bye| thanks)|\b(?:talk|speak|chat|catch|ttyl)(?: (?:to|with))? (?:you|ya|to you)(?: all)?(?: again)? (?:later|soon|next time|another time|tomorrow)\b|\bcatch (?:you|ya) (?:later|on|around|soon)\b|\b(?:talk|chat|speak) (?:later|soon)\b|\bbu+h?[ -]?bye\b|\b(?:nice|good|great|pleasant|lovely|pleasure)(?: to)? (?:talk|speak|chat|convers)(?:e|ing)? (?:to|with) you\b|\bconversation with you\b|\bhave (?:a|an|yourself a) (?:really |very |wonderfully )?(?:nice|good|great|lovely|wonderful|pleasant|blessed|swell|awesome|fantastic|fine|happy|amazing|excellent|safe)(?: [a-z]+)?\b|\benjoy (?:your|the rest of your) (?:day|evening|weekend|night)\b|\btake (?:it easy|care)(?! of)\b|\b(?:until|till) (?:next time|we meet|later|then)\b(?=$)|\b(?:hang|hanging) up\b|\bend (?:the|this) (?:call|conversation)\b|\b(?:this )?call is over\b|\b(?:i've |i have |i'd |i )?(?:got to|better|must|should|need to|have to) (?:go|run|get going|be going|leave|head out|jet|split|bounce)(?: now| already)?(?=$| bye| thanks| thank)|\bi'm (?:out of here|off|done(?: here| for (?:now|today))?|leaving(?: now)?|heading out|finished)(?=$| bye| thanks| thank)|^(?:peace(?: out)?|later|laters|good night|goodnight|nighty night|cya)\b|\bcall it a day\b|^i(?:'ll| will) (?:see|talk to|speak (?:to|with)|catch|be seeing) you\b|\b(?:it's|it has|it was|it is) been (?:nice|great|good|fun|real|a pleasure)\b|\buntil (?:tomorrow|then|later|next time)$|^(?:i am|i'm) (?:leaving|going)(?: now)?$|\bnice (?:talking|speaking|chatting|meeting) (?:to|with)?(?: you)?\b|\b(?:was|been|is) (?:nice|good|great|lovely|fun|a pleasure|pleasant) (?:talking|speaking|chatting|to talk|to chat|to speak|talkin|meeting|seeing)\b(?: (?:to|with))?(?: you)?|\btill next time\b|\b(?:wrong number|(?:dialed|called|got|have) the wrong (?:number|place|office|person))\b/g,
  },
  {
    command: 'goodbye',
    pattern:
      /\b(?:i (?:think|guess|believe) )?(?:that's|that is|that'll be|that will be|that should be|that would be|this is|that was|it's) (?:all|everything|about it|about all|it (?:for|thanks|thank|from|then|i think))\b(?: (?:i|i'd|that i|that|we|for|now|today|needed|need|wanted|want|to know|to ask|from|me|you|wanted to|then|have))*|\b(?:that's|that is|that should be|that will be|that'll be) it(?=$| thanks| thank)(?<=(?:thanks|no|nope|thank you|okay|alright|good) (?:i think |i guess )?(?:that's|that is|that should be|that will be|that'll be) it)|\b(?:nothing|no(?:thing)?) (?:else|more|further)(?: (?:thanks|for now|today|at the moment|to add))?(?=$| thanks| thank| bye)|\bi'm (?:all )?(?:good|set|fine|okay|happy)(?: (?:for|now|today|here))+|\bi'm all (?:good|set|done)\b/g,
  },
  {
    command: 'thanks',
    pattern:
      /(?<!\bno )\b(?:many thanks|thanks|thank you|thank ya|thankyou|thank u|thank (?=for\b|so\b))(?: (?:so|very|much|a lot|a bunch|a million|kindly|again|very much|for (?:all )?(?:your|the|helping|being|everything|that|doing|taking|you)(?: [a-z]+)?))*|\b(?:want to|wanted to|would like to|like to|must|can't) thank (?:you)?(?: enough)?|\b(?:much |really |greatly |truly |sincerely |very much )?(?:appreciate|appreciated|appreciative)\b(?: (?:it|that|your help|you|the help|the \w+|this|all))*|\bmuch obliged\b|\b(?:i'm|i am|so|very|extremely|really|much|have) (?:\w+ )?(?:grateful|gratitude|thankful)\b|\bmy (?:\w+ )?gratitude\b|\b(?:you've|you have|you were|you are|you're|that was|that's|been|this has been|this was) (?:been )?(?:a |an |so |very |really |most |such a |such )*(?:big |great |huge |real |good |tremendous )?(?:the best|help|helpful|lifesaver|life saver|kind|sweet)\b|^(?:cheers|ta)\b|\bi(?:'m| am) (?:so |very )?(?:glad|happy|pleased) (?:that )?you (?:did|helped|were|could)\b|\bgracias\b|\bgreat (?:job|work)\b|\byou (?:rock|rule|did (?:a )?(?:good|great|well))(?: job| work)?\b/g,
  },
  {
    command: 'greeting',
    pattern: patternOf(
      [
        "< [okay|yes|yeah|alright|all right|right|so|sorry]* (i'm|i am|i'm still|we're) (back|here|still here|on the line) [now|again|sorry|thanks|go ahead]* >",
        '< [okay|alright]* back [now|again]* >',
      ],
      {},
      'g',
    ),
  },
  {
    command: 'greeting',
    pattern:
      /^(?:(?:oh|well|yes|yeah|okay|so|and) )?(?:hi|hello|hey|heya|hiya|hullo|heyo|howdy|greetings|yo|good (?:morning|afternoon|evening|day)|morning|sup|aloha|salutations)\b(?: (?:there|again|hi|hello|hey|everyone|ai|siri|anyone|is anyone|good|morning|afternoon|evening|buddy|friend|fellow|guys|folks|you))*|\b(?:how|how's|hows|how've|how're|howre)(?: (?:are|is|have|do|goes|r))?(?: (?:you|ya|it|things|everything|life|your (?:day|morning|evening|week|afternoon|weekend)))(?: (?:been|going|doing|for you|with you|doin|goin|today|this (?:fine )?(?:day|morning|evening)|on this fine day|feeling|all|do|hanging|so far|treating you))*$|\bhow goes it\b|^(?:are you (?:good|well|okay|alright|there|doing (?:good|well|okay|alright))|have you been (?:good|well|okay)|is (?:everything|all) (?:okay|good|well|alright)(?: with you)?|(?:is )?(?:anyone|anybody|someone) (?:there|home)|long time no see|what is (?:up|new|happening|going on))(?: today| with you)?$|\bhow (?:ya|you) doin\b|\bwhat's (?:up|new|happening|going on|good|crackin\w*|shakin\w*)(?: with you)?(?: today)?$|\bhello\b(?=$)|\b(?:nice|good|great|pleased|pleasure|glad|lovely) to (?:meet|see|hear from) you\b|\bhow do you do\b|^(?:hi |hello )?(?:is this|have i reached|did i reach|do i have|am i through to) (?:the |a |an )?[a-z]+(?: [a-z]+){0,2}$/g,
  },
];
