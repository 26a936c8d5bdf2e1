/** The wordings of yes and no, strongest first; each is matched from where a clause starts. */

/** Said alone or first, these agree to nearly anything. */
export const yesWords =
  '(?:oh |well |um |ah |and |so |hell |heck |uh )?(?:yes|yess+|yeah+|yea|yep|yup|yah|yeh|yas|yeap|yessir|ye|ya|aye|sure(?: thing)?(?! (?:about|you|if|how|what|when|where))|of course|ofcourse|absolutely|definitely|certainly|indeed|affirmative|correct|exactly|precisely|totally|surely|for sure|you bet|you got it|by all means|why not|no doubt|mm ?hm+|mhm+|m hm|uh huh|uhuh|roger(?: that)?|please do|yes please|right on|agreed|indubitably|positively|true|very true|confirmed|confirm|accepted|positive|okay sure|ten four|10 4|okey ?dokey|okie ?dokie|yuppers?|fo sho|you know it|sure is|sure does|i concur|i approve|i accept|facts)';

/** Weak on their own: with an open yes-no question they agree, before other words they only nod. */
export const nodWords =
  '(?:oh |well |and )?(?:okay|okey doke\\w*|okie doke\\w*|k|alright|all right|fine|perfect|great|good|cool|lovely|wonderful|awesome|excellent|brilliant|fantastic|super|amazing|splendid|terrific|right|nice|works|fair enough|very well|very good)';

/** Sentences that agree. */
export const yesSentences: RegExp[] = [
  /\b(?:that|it|this|those|these|everything|all that|all of that)(?:'s| is| are| was| will be| would be| seems| appears| sounds| looks|'ll be|'d be)(?: to be| all| just| exactly| definitely| perfectly| absolutely| totally| very| a| pretty| really| quite| indeed| also| so| in fact| actually| certainly| the| much| not false and)* (?:affirmative|not false|not wrong|right|correct|fine|good|great|perfect|okay|true|accurate|alright|wonderful|lovely|awesome|excellent|ideal|brilliant|fantastic|cool|it|one|ticket|factual|definite yes|yes)\b/,
  /\bsounds? (?:good|great|fine|perfect|right|like a plan|lovely|okay|wonderful|awesome|excellent|about right|fantastic)\b/,
  /\b(?:that|it|this|which)(?: (?:time|day|date|one))?(?: (?:will|would|should|does|'ll|'d|definitely|actually))? (?:works?(?=$| (?:for|fine|great|well|perfectly|just|out|okay|good|better|best|then|on)\b)|do (?:nicely|fine|it)|suits? me|do$)/,
  /\b(?:that'll|that'd|it'll|that will|that would|it would) (?:do|work|be (?:fine|good|great|perfect|okay|lovely|wonderful|ideal|awesome|excellent|amazing|nice|alright|super|helpful))\b/,
  /\bworks (?:for me|fine|great|well|perfectly)\b/,
  /^(?:please )?(?:go ahead|go for it|do (?:it|that|so)|(?:let's |i'd )?(?:do|go with|go for|book|take|keep|stick with) (?:it|that|this|the first|that one|this one)(?=$| (?:one|then|please|for me|time|now|thanks)\b)|proceed|carry on|continue|i'll take (?:it|that)|i will take (?:it|that)|please confirm|confirm it|i confirm)\b/,
  /\b(?:please go ahead|let's do (?:it|that|this)|go ahead (?:and|with)|i'll take it)\b/,
  /^(?:i (?:do|am|would|did|will|can|have|was|could|think so|guess so|guess|believe so|suppose so|suppose|agree|accept|confirm)|i'd (?:like|love) that|it (?:is|does|was|will|would)|that (?:is|was|does) (?:it|so)|they (?:are|do)|we (?:do|are|did)|you (?:can|may|could)|you're (?:right|correct|absolutely right|totally right)|you are (?:right|correct|absolutely right|totally right)|i (?:want|would like|would love) (?:that|it)|you have it right|you got that right)(?: (?:indeed|please|yes|absolutely|think|definitely|thanks|thank you))*$/,
  /\bi (?:think|believe|guess|suppose) (?:so|that's (?:right|correct|it)|that is (?:right|correct)|it is)\b/,
  /\b(?:i (?:know|believe|think|agree|feel|can say|would say)|i'm (?:telling you|saying|sure|confident|certain))(?: (?:that|it|this|what|you|just|said|the|a|statement|is|are|was|that's|it's|definitely|indeed))* (?:true|right|correct|accurate|yes)\b/,
  /\b(?:that's|that is) what (?:i (?:said|want|need|meant|wanted|asked)|i'm (?:saying|after|looking for))\b/,
  /^(?:my|the) (?:answer|response) (?:is|was|would be) (?:yes|affirmative|a yes)\b/,
  /\b(?:is|was|be|would be|a|an|say|saying|said|answer|going with|definite|am a) (?:yes|affirmative|yep)\b/,
  /\bthe statement is (?:true|correct|right)\b/,
  /\b(?:what (?:we|you) (?:discussed|said|just said)|all of it|everything)(?: [a-z0-9]+){0,4} is (?:correct|right|true)\b/,
  /^it's the (?:correct|right)\b/,
  /\bi (?:don't|do not) mind(?: if you do| at all)?$/,
  /^(?:by all means|please|yes sir|yes ma'am|you know it|i'm (?:in|game|good with that|happy with that|fine with that|okay with that)|not a problem|no problem(?: at all)?|no worries|no objections?|don't mind if i do)$/,
];

/** Words that refuse; the look-ahead keeps out "no problem" and "no idea". */
export const noWords =
  "(?:oh |well |um |ah |and |so |hell |heck |uh |but |god )?(?:no+(?! (?:problem|worries|doubt|idea|clue|preference|objection|one|matter|question|trouble|earthly|rush|hurry|biggie|big deal|longer|need to repeat|later|earlier|more than|less|children|kids|pets))|nope|nah+|naw|nay|negative|negatory|never|nuh uh|uh uh|not (?:(?:really|quite|exactly|at all)(?! (?:sure|certain))|happening|right now|today|now|yet|this time|correct|right|true|that|so|me|necessarily|interested|for me|in the slightest|even close|a chance|the case|ever|particularly|anymore)|absolutely not|of course not|certainly not|definitely not|probably not|maybe not|hardly|i'm afraid not|unfortunately not|i (?:think|guess|suppose|hope) not|better not|none$|neither(?= (?:one |time |of (?:them|those|these) )?(?:works?|suits?|fits?|is|are|will)\\b|$)|false|incorrect|wrong$|nothing$)";

/** Sentences that refuse or say that something is not so. */
export const noSentences: RegExp[] = [
  /\bi (?:don't|do not) (?:think|believe|suppose|guess|reckon) (?:so|that's|it's|that is|it is|that would|that will|you're|i (?:do|did|want|need|will|am))\b/,
  /\b(?:that|it|this|those|these|everything|that one|the statement|what you said)(?:'s| is| was| are| were)(?: (?:definitely|just|simply|absolutely|totally|actually|really|completely|most|certainly|probably))? not (?:a |an |quite |really |at all |all |exactly |how |even )?(?:right|correct|true|it|that|what|my|me|mine|the|accurate|good|okay|fine|so|this|him|her|them|one|an|for|factual|valid|possible|going to work|necessary|needed|happening|gonna work|a)\b/,
  /\b(?:that|it|this)(?: (?:isn't|wasn't|ain't)|'s not| is not| was not)(?: (?:quite|really|exactly|at all|actually|even))?(?: (?:right|correct|true|it|that|what|my|me|mine|the|a|an|accurate|good|okay|fine|so|this|for))\b/,
  /^(?:it|that|this) (?:isn't|wasn't|ain't|doesn't|didn't|won't|is not|was not|does not)(?: (?:so|it|that|suit|be))*$/,
  /\b(?:that|this|which|it(?=.* for me))(?: (?:time|day|date|one|whole thing))? (?:doesn't|won't|does not|will not|wouldn't|can't)(?: really| quite)? (?:work|do|suit|sound right|sound good|be necessary|fit)\b/,
  /\b(?:that|it|this|those|these|what you said|the statement|that statement)(?:'s| is| was| are| turns out to be| would be| seems| sounds| appears| to be)(?: (?:to be|actually|certainly|clearly|obviously|definitely|just|simply|absolutely|totally|so|all|completely|a|very|quite|an|most|really))* (?:false|wrong|incorrect|untrue|inaccurate|a lie|lie|invalid|no|no go|falsehood|negative|off)(?=$| (?:because|the|it|its|i|please|sorry|thanks|try|and|so|that|again|actually|sir)\b)/,
  /^i (?:don't|do not|didn't|did not|never|wouldn't|won't|wasn't|haven't)(?: ever| even| really| actually)? (?:want|wanna|wish|need|say|said|ask|asked|mean|meant|make|made|pay|paid|agree|agreed|forget|do|did|have to|like|order|ordered|book|booked|request|requested|plan|intend|care)\b/,
  /^(?:i )?(?:don't|do not|didn't|wouldn't|won't|haven't)(?: do (?:it|that)| want (?:it|that|to)| bother| ever)?$/,
  /^i (?:don't|do not|didn't|am not|won't|can't|wouldn't|haven't|couldn't|wasn't)(?: (?:thanks|thank you|actually|really|anymore|want (?:it|that)|agree|believe (?:so|that)))?$/,
  /^i'm not(?: (?:going to|thanks|really|interested|actually|happy with that|okay with that))*$/,
  /\bi (?:would|'d|have|must|will)? ?(?:prefer|rather|sooner) (?:not|you didn't|if you didn't|no)\b|\bi'd rather (?:not|you didn't)\b/,
  /\b(?:i|we) can't (?:make|do|come|pay|manage|be there)(?! (?:out|up|a|an|this app|contactless|through))(?: (?:it|that|then|on|back))?\b/,
  /^i (?:don't|do not) have (?:one|any|it|that)(?: (?:yet|on me|with me|right now))?$/,
  /\b(?:that|it|this) (?:can't|can not|couldn't|isn't|ain't|doesn't (?:sound|seem|look)|does not (?:sound|seem|look))(?: (?:be|at all|really|quite))* (?:right|true|correct|good|accurate|it)\b/,
  /^(?:please )?(?:don't|do not)(?: please)?$/,
  /^(?:no )?(?:it's|its|it is|that's|thats|that is) not (?:a|an|the|my) [a-z]+$/,
  /^(?:by no means|nothing doing|no sir|no ma'am|no siree|not good|i (?:do not|don't) agree|i am against it|i'm against it)\b/,
  /\bi (?:disagree|object|refuse|decline|deny|doubt it|doubt that)\b/,
  /\b(?:please )?(?:don't|do not) (?:do (?:it|that|so)|book|go ahead|bother|confirm|change|cancel|send)\b/,
  /\b(?:have|got|going|need|want|had|would|will|am|like|got to)(?: to)? (?:say|go with|be|answer|tell you) (?:a |with )?no\b|\b(?:answer|response) (?:is|would be|was|has to be) (?:a )?(?:no|negative)\b|\b(?:that's|that is|would be|it's|is|was|that'd be|definite|hard|big|firm|say|meant|mean|call that) (?:a |an )?(?:hard |big |definite |firm |solid |strong |straight )?(?:no|nope|negative)\b(?! (?:problem|worries|longer|idea|one))/,
  /\b(?:none|neither) of (?:those|them|these|that|the)\b/,
  /^(?:under no circumstances|not in a million years|no way|no chance|forget that|fat chance|not on your life|i pass|i'll pass|ill pass|pass|hard pass|scratch that|ain't (?:so|no way|true|happening)|there's no way|there is no way)\b/,
  /\bi (?:already )?(?:never|didn't) (?:said|say|ask|asked)\b/,
  /\b(?:there isn't|there is no|there's no|there aren't) (?:any|such|active)\b/,
  /\b(?:you're|you are|you got (?:it|that)|you have (?:it|that)) (?:wrong|mistaken|incorrect|not right)\b/,
];

/** The caller cannot say: neither a yes nor a no. */
export const unsureSentences =
  /\b(?:(?:i'm|i am|he's|she's|we're|they're|still|am)? ?(?:not|un) ?(?:really |quite |entirely |totally |completely |exactly |so |too |at all |100 (?:percent )?)?(?:sure|certain|positive|decided)|unsure|undecided|uncertain|(?:don't|do not|didn't|wouldn't|can't|couldn't|can not)(?: really| actually| quite| even| exactly| honestly)? (?:know|decide|remember|recall|tell you|say for sure|say for certain|say either|have (?:an|the) answer|have a clue|have (?:any|an) idea|be sure|answer)|(?:have |got |with )?no (?:earthly |real )?(?:idea|clue)|not a clue|who knows|beats me|maybe|perhaps|possibly|it depends|depends|might be|could be|either could|can't make up my mind|still (?:deciding|thinking)|have to think|need to think|think about it|drawing a blank|i forgot|(?:have|i've) forgotten|hard to (?:say|tell)|your guess|dunno|fifty fifty|50 50|on the fence|if i know|cannot figure|can't figure|i wonder|idk|toss up|both would work|either (?:one|way|or)|one or the other)\b/;
