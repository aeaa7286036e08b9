// Runs after a page's own script and before its onload handler. The values in `wob` are written by the server.
(function (wob) {
  core.EPISODE_MAX_TIME = 1000000; // milliseconds; pages set their own limit above, for people's hands

  var startReal = core.startEpisodeReal;
  core.startEpisodeReal = function () {
    Math.seedrandom(wob.seed); // here and not earlier: whatever a library drew before does not count
    startReal();
  };

  var end = core.endEpisode;
  core.endEpisode = function (reward, timeProportional, reason) {
    var isOpen = core.EP_TIMER !== null;
    end(reward, timeProportional, reason);
    if (isOpen) {
      navigator.sendBeacon("/beacon", JSON.stringify({
        episode: wob.episode, reward: WOB_RAW_REWARD_GLOBAL, reason: reason || ""
      }));
    }
  };

  // Nobody who looks at the page may read how it went.
  var cover = document.createElement("style");
  cover.textContent = "#reward-display, #click-canvas { display: none !important; }";
  document.head.appendChild(cover);
  console.log = function () {};
})(/*WOB*/);
