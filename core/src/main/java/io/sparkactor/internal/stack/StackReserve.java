package io.sparkactor.internal.stack;

/**
 * Makes sure that the calling thread has some stack left, so that a recursion without end overflows here and not in the middle of a
 * step that must be done whole. Stateless.
 *
 * <p>Java tells nobody how much stack is left; so it is tried out. A frame is the smaller the better the code is compiled, here as in
 * the step.
 */
public final class StackReserve {

    private static final int FEW = 4;

    /** More frames than any step has. */
    private static final int MANY = 200;

    private StackReserve() {}

    /**
     * Returns if there is room for a step of some calls; takes some nanoseconds.
     *
     * <p>Compiled code tests before a call whether the frame that the interpreter would need has room, as it may have to go on
     * interpreted at any moment. So a call out of a frame with many local variables serves there; that they are never used costs
     * nothing.
     *
     * @throws StackOverflowError if there is not
     */
    public static void checkSmall() {
        descendFromRoomyFrame(FEW);
    }

    /**
     * Returns if there is room for a step that goes deep into the JDK, such as the start of a thread; takes some nanoseconds as well.
     *
     * @throws StackOverflowError if there is not
     */
    public static void checkLarge() {
        LargeFrame.descend(FEW);
    }

    /**
     * Returns if there is room for a step that goes deep into the JDK and waits there, such as one of a lock or of a file; takes some
     * microseconds on a virtual thread.
     *
     * <p>A virtual thread that waits has its frames put aside, which takes the more stack the more frames there are. Where that overflows,
     * the locks of the JDK are left as if the thread were waiting still, so that nobody else gets them. Hence it is put aside once, deeper
     * than the step will be.
     *
     * @throws StackOverflowError if there is not
     */
    public static void checkWaiting() {
        checkLarge();
        if (Thread.currentThread().isVirtual() && yieldBelow(MANY) != MANY) {
            throw new AssertionError("frames were lost");
        }
    }

    private static int yieldBelow(int frames) {
        if (frames == 0) {
            Thread.yield();
            return 0;
        }
        return 1 + yieldBelow(frames - 1);
    }

    static void descendChecked(int frames) {
        if (descend(frames) != frames) {
            throw new AssertionError("frames were lost");
        }
    }

    private static int descend(int frames) {
        return frames == 0 ? 0 : 1 + descend(frames - 1);
    }

    /** Descends from a frame with more than a page of local variables: the class file has room for each, used or not. */
    @SuppressWarnings("UnusedVariable")
    private static void descendFromRoomyFrame(int frames) {
        long v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15, v16, v17, v18, v19, v20, v21, v22;
        long v23, v24, v25, v26, v27, v28, v29, v30, v31, v32, v33, v34, v35, v36, v37, v38, v39, v40, v41, v42, v43;
        long v44, v45, v46, v47, v48, v49, v50, v51, v52, v53, v54, v55, v56, v57, v58, v59, v60, v61, v62, v63, v64;
        long v65, v66, v67, v68, v69, v70, v71, v72, v73, v74, v75, v76, v77, v78, v79, v80, v81, v82, v83, v84, v85;
        long v86, v87, v88, v89, v90, v91, v92, v93, v94, v95, v96, v97, v98, v99, v100, v101, v102, v103, v104, v105;
        long v106, v107, v108, v109, v110, v111, v112, v113, v114, v115, v116, v117, v118, v119, v120, v121, v122;
        long v123, v124, v125, v126, v127, v128, v129, v130, v131, v132, v133, v134, v135, v136, v137, v138, v139;
        long v140, v141, v142, v143, v144, v145, v146, v147, v148, v149, v150, v151, v152, v153, v154, v155, v156;
        long v157, v158, v159, v160, v161, v162, v163, v164, v165, v166, v167, v168, v169, v170, v171, v172, v173;
        long v174, v175, v176, v177, v178, v179, v180, v181, v182, v183, v184, v185, v186, v187, v188, v189, v190;
        long v191, v192, v193, v194, v195, v196, v197, v198, v199, v200, v201, v202, v203, v204, v205, v206, v207;
        long v208, v209, v210, v211, v212, v213, v214, v215, v216, v217, v218, v219, v220, v221, v222, v223, v224;
        long v225, v226, v227, v228, v229, v230, v231, v232, v233, v234, v235, v236, v237, v238, v239, v240, v241;
        long v242, v243, v244, v245, v246, v247, v248, v249, v250, v251, v252, v253, v254, v255, v256, v257, v258;
        long v259, v260, v261, v262, v263;
        descendChecked(frames);
    }
}
